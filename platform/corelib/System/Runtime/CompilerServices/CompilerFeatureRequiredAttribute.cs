namespace System.Runtime.CompilerServices;

/// <summary>Names a compiler feature that a reader of the type must know.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
public sealed class CompilerFeatureRequiredAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public CompilerFeatureRequiredAttribute(string featureName)
    {
        FeatureName = featureName;
    }

    /// <summary>The feature.</summary>
    public string FeatureName { get; }

    /// <summary>Whether a reader may go on without it.</summary>
    public bool IsOptional { get; set; }
}
