using System;
using System.Diagnostics.CodeAnalysis;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>A guest in its place: what it is, what it may use, how it fares. It must not move. About 1.5 KiB.</summary>
public unsafe struct SupervisedGuest
{
    /// <summary>What its host functions work on.</summary>
    internal HostContext Host;

    internal Instance Instance;
    internal GuestRoom Room;
    internal GuestEvents Events;
    internal GuestTimes Times;
    internal Supervision Rules;

    internal ExportedFunction InitFunction;
    internal ExportedFunction TickFunction;
    internal ExportedFunction EventFunction;
    internal bool HasInit;
    internal bool HasTick;
    internal bool HasEvent;

    // Pins that it may drive.
    internal ulong Outputs;

    // Whether its start function and nf_init are still to run.
    internal bool IsFresh;

    /// <summary>What it does.</summary>
    public GuestState State { get; internal set; }

    /// <summary>Whether its package is the image's own.</summary>
    public bool IsFactory { get; internal set; }

    /// <summary>Whether its package is on trial: it has to show that it is healthy.</summary>
    public bool IsOnTrial { get; internal set; }

    /// <summary>What a trial came to.</summary>
    public TrialVerdict Verdict { get; internal set; }

    /// <summary>What stopped it last; Ok if nothing did.</summary>
    public Status LastFault { get; internal set; }

    /// <summary>How often it was called.</summary>
    public ulong Runs { get; internal set; }

    /// <summary>The most fuel that one run used.</summary>
    public ulong FuelPeak { get; internal set; }

    /// <summary>The longest time from a release to the end of its run, in nanoseconds.</summary>
    public ulong ResponseNanosecondsPeak { get; internal set; }

    /// <summary>How often it failed since it was loaded.</summary>
    public uint Faults { get; internal set; }

    /// <summary>How often it was restarted.</summary>
    public uint Restarts { get; internal set; }

    /// <summary>How often a run ended after its deadline.</summary>
    public uint DeadlineMisses { get; internal set; }

    /// <summary>Messages of topics that its queues had no room for.</summary>
    public uint MessagesLost { get; internal set; }

    // Restarts since it last did well, and how long the next pause is.
    internal byte RestartsInRow;
    internal uint PauseMilliseconds;
    internal uint GoodRuns;
    internal bool HasMissed;
    internal ulong MissedAt;

    /// <summary>The name of its package.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Name => State == GuestState.Empty ? default : Host.Manifest.Name;

    /// <summary>Whether it is given turns.</summary>
    public readonly bool IsRunning => State == GuestState.Running;

    /// <summary>Lets it know of something, if it wants to know of anything.</summary>
    /// <returns>Ok, also for a guest without <c>nf_event</c>; Full when it had no room: it is counted.</returns>
    internal Status Tell(in GuestEvent happened) => HasEvent && IsRunning ? Events.AddOrRenew(in happened) : Status.Ok;

    /// <summary>Forgets how it fared before, as a guest that was just loaded.</summary>
    internal void ClearCounts()
    {
        RestartsInRow = 0;
        PauseMilliseconds = Rules.BackoffMilliseconds;
        GoodRuns = 0;
        HasMissed = false;
    }
}
