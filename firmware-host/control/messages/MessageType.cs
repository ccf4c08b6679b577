namespace Nf.FirmwareHost;

/// <summary>What a frame's payload is: which request it asks or answers, or which stream it belongs to. Numbers are never reused.</summary>
public enum MessageType : byte
{
    /// <summary>No message; answered as an unknown type.</summary>
    None = 0,

    /// <summary><see cref="HelloRequest"/>, answered by <see cref="HelloAnswer"/>: asks for a session.</summary>
    Hello = 1,

    /// <summary><see cref="EmptyMessage"/>, answered by <see cref="TargetInfo"/>.</summary>
    Info = 2,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="GuestInfo"/>; all places in turn list the guests.</summary>
    Guest = 3,

    /// <summary><see cref="UploadPlan"/>, answered by <see cref="UploadState"/>: begins an upload or goes on with it.</summary>
    UploadBegin = 4,

    /// <summary><see cref="UploadPiece"/>, answered by <see cref="UploadState"/>.</summary>
    UploadChunk = 5,

    /// <summary><see cref="EmptyMessage"/>, answered by <see cref="FirmwareHost.UploadState"/>: how far the upload is.</summary>
    UploadState = 6,

    /// <summary><see cref="EmptyMessage"/>, answered by the same: everything was sent, the package is to be checked and kept.</summary>
    UploadEnd = 7,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>: the uploaded package is to run, on trial.</summary>
    Activate = 8,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>: the package on trial stays.</summary>
    Confirm = 9,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>: the package before it is to run again.</summary>
    RollBack = 10,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>.</summary>
    Start = 11,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>.</summary>
    Stop = 12,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>.</summary>
    Restart = 13,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="EmptyMessage"/>: empties the place.</summary>
    Remove = 14,

    /// <summary><see cref="GuestPost"/>, answered by <see cref="EmptyMessage"/>: an event for a guest.</summary>
    Post = 15,

    /// <summary><see cref="Subscription"/>, answered by <see cref="EmptyMessage"/>: what the session streams from now on.</summary>
    Subscribe = 16,

    /// <summary><see cref="BudgetQuery"/>, answered by <see cref="BudgetInfo"/>.</summary>
    Budget = 17,

    /// <summary><see cref="EmptyMessage"/>, answered by <see cref="ControlCounters"/>.</summary>
    Counters = 18,

    /// <summary><see cref="EmptyMessage"/>, answered by <see cref="CrashRecord"/>.</summary>
    Crash = 19,

    /// <summary><see cref="MemoryQuery"/>, answered by <see cref="MemoryPiece"/>: linear memory of a guest that is stopped.</summary>
    Memory = 20,

    /// <summary><see cref="EmptyMessage"/>, answered by <see cref="ClockTime"/>.</summary>
    ClockGet = 21,

    /// <summary><see cref="ClockTime"/>, answered by <see cref="EmptyMessage"/>.</summary>
    ClockSet = 22,

    /// <summary><see cref="AdvanceRequest"/>, answered by <see cref="AdvanceAnswer"/>: a rig lets the target's time pass.</summary>
    Advance = 23,

    /// <summary><see cref="GuestPlace"/>, answered by <see cref="GuestTrace"/>: what the guest did so far.</summary>
    Trace = 24,

    /// <summary><see cref="EmptyMessage"/>, answered by the same: the target restarts as soon as the answer is on its way.</summary>
    Reset = 25,

    /// <summary><see cref="FirmwareHost.Stimulus"/>, answered by <see cref="EmptyMessage"/>: a rig changes what a simulated device senses.</summary>
    Stimulus = 26,

    /// <summary><see cref="PinQuery"/>, answered by <see cref="PinLevel"/>: a rig looks at a pin.</summary>
    Pin = 27,

    /// <summary><see cref="DisplayQuery"/>, answered by <see cref="DisplayPiece"/>: a rig looks at a simulated display.</summary>
    Display = 28,

    /// <summary>Stream of <see cref="LogEntry"/>.</summary>
    Log = 64,

    /// <summary>Stream of <see cref="GuestTelemetry"/>.</summary>
    Telemetry = 65,
}
