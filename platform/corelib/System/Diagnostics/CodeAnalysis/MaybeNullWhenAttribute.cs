namespace System.Diagnostics.CodeAnalysis;

/// <summary>The output may be null when the method returns this value.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class MaybeNullWhenAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public MaybeNullWhenAttribute(bool returnValue)
    {
        ReturnValue = returnValue;
    }

    /// <summary>The return value it holds for.</summary>
    public bool ReturnValue { get; }
}
