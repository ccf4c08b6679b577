using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Platform;

namespace Nf.Rig;

/// <summary>Why a target started, in the words of rig files.</summary>
internal static class ResetCauseText
{
    /// <summary>The words for all causes.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ResetCause>().Select(Of)];

    /// <summary>The words for a cause.</summary>
    public static string Of(ResetCause cause) => cause switch
    {
        ResetCause.PowerOn => "power on",
        ResetCause.BrownOut => "brown-out",
        _ => cause.ToString().ToLowerInvariant(),
    };
}
