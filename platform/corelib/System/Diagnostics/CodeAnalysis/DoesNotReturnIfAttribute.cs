namespace System.Diagnostics.CodeAnalysis;

/// <summary>The method never comes back when the argument has this value.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class DoesNotReturnIfAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public DoesNotReturnIfAttribute(bool parameterValue)
    {
        ParameterValue = parameterValue;
    }

    /// <summary>The value that ends the program.</summary>
    public bool ParameterValue { get; }
}
