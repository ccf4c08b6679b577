using System;

namespace Nf.Package;

/// <summary>An output of a guest's safe state, written "PF0=low".</summary>
/// <param name="Pin">The pin's name.</param>
/// <param name="IsHigh">Its level.</param>
public readonly record struct SafeOutput(string Pin, bool IsHigh)
{
    /// <summary>What one looks like, for messages.</summary>
    public const string Form = "a pin and its level, as PF0=low or PF0=high";

    private const string High = "high";
    private const string Low = "low";

    /// <summary>Reads "PF0=low".</summary>
    public static bool TryParse(string text, out SafeOutput output)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split('=');
        output = parts.Length == 2 ? new SafeOutput(parts[0], parts[1] == High) : default;
        return parts.Length == 2 && parts[1] is (High or Low);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Pin}={(IsHigh ? High : Low)}";
}
