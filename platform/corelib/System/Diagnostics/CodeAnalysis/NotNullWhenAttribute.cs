namespace System.Diagnostics.CodeAnalysis;

/// <summary>The output is not null when the method returns this value.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class NotNullWhenAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public NotNullWhenAttribute(bool returnValue)
    {
        ReturnValue = returnValue;
    }

    /// <summary>The return value it holds for.</summary>
    public bool ReturnValue { get; }
}
