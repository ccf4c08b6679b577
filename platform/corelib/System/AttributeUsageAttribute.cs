namespace System;

/// <summary>Says what an attribute may be put on.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AttributeUsageAttribute : Attribute
{
    /// <summary>Allows the attribute on <paramref name="validOn"/>.</summary>
    public AttributeUsageAttribute(AttributeTargets validOn)
    {
        ValidOn = validOn;
    }

    /// <summary>What the attribute may be put on.</summary>
    public AttributeTargets ValidOn { get; }

    /// <summary>Whether it may be put on the same thing twice.</summary>
    public bool AllowMultiple { get; set; }

    /// <summary>Whether derived types have it too.</summary>
    public bool Inherited { get; set; }
}
