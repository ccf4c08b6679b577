using System.Collections.Generic;

namespace Nf.Simulator;

/// <summary>How a guest's run ended.</summary>
/// <param name="Status">Ok when it came to its end.</param>
/// <param name="Error">What went wrong, in one line; null when nothing did.</param>
public sealed record GuestOutcome(Status Status, string? Error)
{
    /// <summary>Ticks begun.</summary>
    public ulong Ticks { get; init; }

    /// <summary>Fuel in units that the guest used.</summary>
    public ulong Fuel { get; init; }

    /// <summary>SHA-256 over the trace, in hexadecimal; null when the guest was not loaded.</summary>
    public string? Digest { get; init; }

    /// <summary>What the guest gave to proc_exit; 0 when it did not.</summary>
    public int ExitCode { get; init; }

    /// <summary>Most of the native stack that an image used, in bytes; null where the guest ran in this process.</summary>
    public int? StackUsedBytes { get; init; }

    /// <summary>The native stack that an image had, in bytes; null where the guest ran in this process.</summary>
    public int? StackBytes { get; init; }

    /// <summary>What the called function returned.</summary>
    public IReadOnlyList<GuestValue> Results { get; init; } = [];
}
