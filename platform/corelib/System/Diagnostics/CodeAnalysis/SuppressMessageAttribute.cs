namespace System.Diagnostics.CodeAnalysis;

/// <summary>Silences one analyzer rule at one place, with a justification.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
public sealed class SuppressMessageAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public SuppressMessageAttribute(string category, string checkId)
    {
        Category = category;
        CheckId = checkId;
    }

    /// <summary>The category of the rule.</summary>
    public string Category { get; }

    /// <summary>The number of the rule.</summary>
    public string CheckId { get; }

    /// <summary>Why the rule does not apply.</summary>
    public string? Justification { get; set; }

    /// <summary>What kind of thing it applies to.</summary>
    public string? Scope { get; set; }

    /// <summary>What it applies to.</summary>
    public string? Target { get; set; }

    /// <summary>The part of the rule.</summary>
    public string? MessageId { get; set; }
}
