namespace System;

/// <summary>Tells the compiler to warn of a use, or to refuse it.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class ObsoleteAttribute : Attribute
{
    /// <summary>A warning without a text.</summary>
    public ObsoleteAttribute()
    {
    }

    /// <summary>A warning, or an error, with a text.</summary>
    public ObsoleteAttribute(string? message, bool error = false)
    {
        Message = message;
        IsError = error;
    }

    /// <summary>What to do instead.</summary>
    public string? Message { get; }

    /// <summary>Whether a use is an error.</summary>
    public bool IsError { get; }
}
