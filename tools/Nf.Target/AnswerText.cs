using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>What an answer means, and what to do, for people.</summary>
internal static class AnswerText
{
    /// <summary>A sentence.</summary>
    /// <param name="type">What was asked.</param>
    /// <param name="status">What it came to.</param>
    /// <param name="info">What is known of the target.</param>
    public static string Of(MessageType type, Status status, in TargetInfo info) => (type, status) switch
    {
        (_, Status.TimedOut) =>
            "nothing answers there. Is the target powered, does it run nf, and is no other client connected to it?",
        (_, Status.SessionEnded) => "another client has taken the target over; one at a time can use it.",
        (MessageType.Hello, Status.NotSupported) =>
            "it speaks another version of the control protocol; use the nf that its firmware was built with.",
        (MessageType.ClockSet, Status.NotSupported) => "the clock belongs to its operating system.",
        (MessageType.UploadBegin or MessageType.Activate or MessageType.RollBack, Status.NotSupported) =>
            "the target has no module store, or its medium does not answer; it runs the guests of its image only.",
        (MessageType.Stimulus, Status.NotSupported) => "the device is real there, so a rig can't set what it senses over the control line.",
        (MessageType.Pin, Status.PinNotOpen) => "no guest has configured that pin.",
        (_, Status.NotSupported) => "the target does not offer that.",
        (MessageType.UploadBegin, Status.LimitExceeded) =>
            $"the package is too large: the target keeps at most {info.PackageBytesMax} bytes.",
        (MessageType.UploadBegin, Status.NotSigned) =>
            "the target only takes packages signed with its key; give the key's file with --key, or check that it is the right one.",
        (MessageType.UploadBegin, Status.DigestMismatch) => "the package arrived damaged; load it again.",
        (MessageType.UploadBegin, Status.Busy) => "the target takes no package now: it is still at work on another; try again.",
        (MessageType.Activate, Status.NotFound) => "there is no package to activate; `nf load` sends one.",
        (MessageType.Confirm, Status.NotFound or Status.OutOfOrder) => "no package is on trial there, so there is nothing to confirm.",
        (MessageType.RollBack, Status.NotFound or Status.OutOfOrder) => "there is no former package to go back to.",
        (MessageType.Memory, Status.Busy) => "the guest is running; `nf stop` stops it, so that its memory can be read.",
        (MessageType.Memory, Status.OutOfRange) => "these bytes lie outside the guest's memory; `nf ps` shows how much it has.",
        (MessageType.Post, Status.NotFound) => "no guest is there that takes messages: it would export nf_event.",
        (MessageType.Post, Status.Full) => "the guest has no room for another message; it takes them when it runs.",
        (MessageType.Crash, Status.NotFound) => "no crash was recorded since its power came on.",
        (_, Status.NotFound) => "no guest is there; `nf ps` lists them.",
        (_, Status.OutOfRange) => $"there is no such place: it has places 0 to {info.Places - 1}.",
        (_, Status.Busy) => "the target is at work on something else; try again.",
        _ => $"the target answers {status}.",
    };
}
