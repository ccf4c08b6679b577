using System;
using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>What a guest does, in words.</summary>
public static class GuestStateText
{
    /// <summary>The words for all states.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<GuestState>().Select(Of)];

    /// <summary>The words for a state: "backing off".</summary>
    public static string Of(GuestState state) => state switch
    {
        GuestState.BackingOff => "backing off",
        GuestState.GivenUp => "given up",
        _ => state.ToString().ToLowerInvariant(),
    };
}
