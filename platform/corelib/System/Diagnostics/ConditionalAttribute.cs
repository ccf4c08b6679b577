namespace System.Diagnostics;

/// <summary>Removes calls of the method unless the symbol is defined.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class ConditionalAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public ConditionalAttribute(string conditionString)
    {
        ConditionString = conditionString;
    }

    /// <summary>The preprocessor symbol.</summary>
    public string ConditionString { get; }
}
