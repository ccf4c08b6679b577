using System;
using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>What to build.</summary>
public sealed record BuildRequest
{
    /// <summary>The board's name.</summary>
    public required string Board { get; init; }

    /// <summary>
    /// Which program of firmware-host/noheap: <c>firmware</c>, <c>host</c>, <c>boardtest</c>, <c>selftest</c>, <c>selftest-sharing</c>,
    /// <c>selftest-host</c>, <c>selftest-supervision</c>, <c>bench</c>, <c>kernels</c>, <c>fuzz</c>, <c>controlfuzz</c> or <c>wast</c>.
    /// </summary>
    public string Program { get; init; } = "firmware";

    /// <summary>
    /// Whether the program stays on its target: after a fault the target restarts, and a board tests its RAM at start. The host and the
    /// test of the drivers do.
    /// </summary>
    public bool IsResident
    {
        get => field || Program is "host" or "boardtest";
        init;
    }

    /// <summary>One C# file that, with the core library, is the whole program; null for nf's own sources.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The guest that goes into the image; null for none.</summary>
    public string? GuestPath { get; init; }

    /// <summary>What runs it.</summary>
    public GuestEngine Engine { get; init; } = GuestEngine.Interpreter;

    /// <summary>The medium of the module store; null for the board's own.</summary>
    public string? Store { get; init; }

    /// <summary>With <see cref="GuestEngine.Aot"/>: how accesses are checked; null for the best that the board has.</summary>
    public AheadChecks? Checks { get; init; }

    /// <summary>Packages that the image has beside its guest: of one with <see cref="GuestEngine.Aot"/> found by digest, of a host by place.</summary>
    public IReadOnlyList<GuestBytes> MoreGuests { get; init; } = [];

    /// <summary>The scenario in its binary form; empty for none.</summary>
    public ReadOnlyMemory<byte> Scenario { get; init; }

    /// <summary>The key of the device, which its host asks every package for a tag of; empty for none.</summary>
    public ReadOnlyMemory<byte> DeviceKey { get; init; }

    /// <summary>Told what is being done, one short line a step.</summary>
    public Action<string>? Progress { get; init; }
}
