namespace System.Runtime.CompilerServices;

/// <summary>How a method is to be compiled.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, Inherited = false)]
public sealed class MethodImplAttribute : Attribute
{
    /// <summary>Asks for <paramref name="methodImplOptions"/>.</summary>
    public MethodImplAttribute(MethodImplOptions methodImplOptions)
    {
        Value = methodImplOptions;
    }

    /// <summary>What was asked for.</summary>
    public MethodImplOptions Value { get; }
}
