using System;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>How an emulated board is turned on.</summary>
public sealed record PowerOptions
{
    /// <summary>How its time passes.</summary>
    public EmulatorTime Time { get; init; } = EmulatorTime.Fast;

    /// <summary>Counts what reaches its medium, and says when its power fails; null: nobody wants to know.</summary>
    public CutCounter? Counter { get; init; }

    /// <summary>Whether a rig drives its pins.</summary>
    public bool HasRig { get; init; }

    /// <summary>How long a try waits for the board's answer.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Puts something between the control line and who speaks over it.</summary>
    public Func<TargetLine, TargetLine> Line { get; init; } = line => line;

    /// <summary>What is done before the board's first instruction.</summary>
    public Action<QmpClient>? BeforeStart { get; init; }
}
