using System;

namespace Nf.FirmwareHost;

/// <summary>
/// What the control protocol can reach on a target: supervisor, module store, clock. A constraint for generics: it is never boxed and
/// never dispatched.
/// </summary>
/// <remarks>
/// Every method returns soon: what takes long is begun, and its state can be asked. A failure goes to the client as it is, without more.
/// No method is called twice for one request, however often that arrives. Places and crates are numbers from the line: any value may come.
/// </remarks>
public interface IControlHost : ITargetFigures
{
    /// <summary>
    /// Begins an upload, or goes on with the one that has the same place, size and digest: also one that ended well, whose state is that
    /// nothing is missing.
    /// </summary>
    /// <param name="plan">What is to come.</param>
    /// <param name="state">How far it is.</param>
    /// <returns>Ok; OutOfRange for the place; LimitExceeded for the size; Busy.</returns>
    Status BeginUpload(in UploadPlan plan, out UploadState state);

    /// <summary>How far the upload is.</summary>
    /// <param name="state">The answer.</param>
    /// <returns>Ok; NotFound when none was begun.</returns>
    Status ReadUpload(out UploadState state);

    /// <summary>Takes the next piece.</summary>
    /// <param name="offset">Always <see cref="UploadState.Next"/>.</param>
    /// <param name="data">1 byte at least, inside <see cref="UploadState.Window"/> and <see cref="UploadState.Size"/>.</param>
    /// <returns>Ok, or what the store failed with; the piece may then be sent again.</returns>
    Status WriteUpload(uint offset, ReadOnlySpan<byte> data);

    /// <summary>Checks the package and keeps it. Doing it again after it went well changes nothing.</summary>
    /// <returns>Ok; Empty when bytes are missing; DigestMismatch; NotFound when no upload was begun; Busy: ask again.</returns>
    Status EndUpload();

    /// <summary>Does what was asked to a guest.</summary>
    /// <param name="command">From <see cref="MessageType.Activate"/> to <see cref="MessageType.Remove"/>.</param>
    /// <param name="place">The place.</param>
    /// <returns>Ok; OutOfRange; NotFound for an empty place, or when there is no package that could be taken.</returns>
    Status Command(MessageType command, byte place);

    /// <summary>Gives a guest a message.</summary>
    /// <param name="place">The place.</param>
    /// <param name="message">The message.</param>
    /// <returns>Ok; Full; OutOfRange; NotFound for an empty place.</returns>
    Status Post(byte place, ReadOnlySpan<byte> message);

    /// <summary>The last fault.</summary>
    /// <param name="record">The answer.</param>
    /// <returns>Ok; NotFound when there was none.</returns>
    Status ReadCrash(out CrashRecord record);

    /// <summary>Copies linear memory of a guest that is stopped.</summary>
    /// <param name="place">The place.</param>
    /// <param name="address">The first byte.</param>
    /// <param name="data">Gets the bytes, all of them.</param>
    /// <returns>Ok; Busy when the guest is not stopped; OutOfRange for the place, or when a byte lies outside; NotFound.</returns>
    Status ReadMemory(byte place, uint address, Span<byte> data);

    /// <summary>The time of day.</summary>
    /// <param name="time">The answer.</param>
    Status ReadClock(out ClockTime time);

    /// <summary>Sets the time of day.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Ok; NotSupported where the operating system keeps it.</returns>
    Status SetClock(in ClockTime time);

    /// <summary>Begins to let time pass; what is due in it is done later, as in all time.</summary>
    /// <param name="request">How much, and whether time goes on by itself afterwards.</param>
    /// <param name="answer">The uptime that is reached by it.</param>
    /// <returns>Ok; Busy while the last one still passes; NotSupported by a target that only runs in real time.</returns>
    Status Advance(in AdvanceRequest request, out AdvanceAnswer answer);

    /// <summary>What a guest did since it was started.</summary>
    /// <param name="place">The place.</param>
    /// <param name="trace">The answer.</param>
    /// <returns>Ok; NotFound for an empty place; OutOfRange; NotSupported by a target that keeps none.</returns>
    Status ReadTrace(byte place, out GuestTrace trace);

    /// <summary>Begins to restart the target. It waits until <see cref="ControlServer{THost}.IsAnswering"/> is false.</summary>
    /// <returns>Ok; NotSupported.</returns>
    Status Reset();

    /// <summary>Lets something happen to a simulated device.</summary>
    /// <param name="stimulus">Any numbers.</param>
    /// <returns>Ok; InvalidArgument; NotSupported for an unknown kind, or where the device is real; Full: one sensor too many.</returns>
    Status Stimulate(in Stimulus stimulus);

    /// <summary>The level of a pin, as a guest drives it or as it comes from outside.</summary>
    /// <param name="pin">The pin.</param>
    /// <param name="level">The answer.</param>
    /// <returns>Ok; PinNotOpen when no guest configured it; PinNotFound.</returns>
    Status ReadPin(byte pin, out PinLevel level);

    /// <summary>Copies a part of what a simulated display shows.</summary>
    /// <param name="offset">The first byte.</param>
    /// <param name="data">Gets the bytes.</param>
    /// <param name="piece">The display's size, and the offset.</param>
    /// <param name="bytes">How many there were.</param>
    /// <returns>Ok; OutOfRange behind the picture's end; NotSupported without such a display.</returns>
    Status ReadDisplay(ushort offset, Span<byte> data, out DisplayPiece piece, out int bytes);

    /// <summary>Takes the oldest message of a guest that matters enough; others before it are dropped.</summary>
    /// <param name="levelMin">The least level.</param>
    /// <param name="entry">The message.</param>
    /// <param name="text">Gets its text.</param>
    /// <param name="textBytes">The length of the text.</param>
    /// <returns>Ok; Empty.</returns>
    Status TakeLog(LogLevel levelMin, out LogEntry entry, Span<byte> text, out int textBytes);
}
