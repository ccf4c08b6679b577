using System;
using System.Collections.Generic;

namespace Nf.Rig;

/// <summary>A kind of target that rigs run on.</summary>
/// <param name="Form">How it is written: "sim", "emu:BOARD".</param>
/// <param name="Examples">Targets of this kind that need nothing but this machine; `nf rig check` looks at them.</param>
/// <param name="WhyNot">Why a target can't do something, as far as that can be said without starting it; null when it can.</param>
/// <param name="Open">Makes one, turned off.</param>
public sealed record RigTargetKind(
    string Form,
    IReadOnlyList<string> Examples,
    Func<string, RigNeed, string?> WhyNot,
    Func<string, RigSetup, IRigTarget> Open)
{
    /// <summary>Whether a target is of this kind.</summary>
    public bool Is(string target)
    {
        int colon = Form.IndexOf(':');
        return colon < 0 ? target == Form : target.StartsWith(Form[..(colon + 1)], StringComparison.Ordinal) && target.Length > colon + 1;
    }
}
