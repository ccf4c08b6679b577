namespace System.Diagnostics;

/// <summary>What a debugger shows for a value; nothing at run time.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DebuggerDisplayAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public DebuggerDisplayAttribute(string? value)
    {
        Value = value;
    }

    /// <summary>The text to show.</summary>
    public string? Value { get; }
}
