using System.Runtime.InteropServices;
using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The client's end of the control protocol (docs/PROTOCOL.md): asks one thing at a time, and asks again until it is answered or
/// the tries are used up. What the target streams in between goes to the sink. About 1,050 bytes; nothing is allocated.
/// </summary>
/// <remarks>
/// Keep it in one place, pass it by reference. A call that ends with <see cref="Status.TimedOut"/> may have been carried out all the same.
/// With <see cref="Status.SessionEnded"/> this try was not carried out, and a new <see cref="Connect"/> is needed.
/// </remarks>
/// <typeparam name="TLine">The line to the target.</typeparam>
/// <typeparam name="TClock">The clock by which it waits.</typeparam>
/// <typeparam name="TSink">What takes the streams.</typeparam>
public struct ControlClient<TLine, TClock, TSink>
    where TLine : struct, IByteLine
    where TClock : struct, IClock
    where TSink : struct, IStreamSink
{
    /// <summary>Pieces of an upload that may in a row be refused or put off before it ends with <see cref="Status.Busy"/>.</summary>
    public const int StallsMax = 256;

    /// <summary>How long an upload waits before it asks again a target that takes nothing: 20 ms.</summary>
    public const ulong StallNanoseconds = 20_000_000;

    private TLine _line;
    private TClock _clock;
    private TSink _sink;
    private FrameReceiver _receiver;
    private FrameSender _sender;
    private FrameBytes _scratch;
    private uint _session;
    private uint _sequence;
    private uint _streamSequence;

    /// <summary>A client that is not connected, with 500 ms and 8 tries.</summary>
    /// <param name="line">The line to the target.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="sink">What takes the streams.</param>
    public ControlClient(TLine line, TClock clock, TSink sink)
    {
        this = default;
        _line = line;
        _clock = clock;
        _sink = sink;
        TimeoutNanoseconds = 500_000_000;
        TriesMax = 8;
    }

    /// <summary>How long a try waits for its answer. More than the longest frame takes on the line, both ways.</summary>
    public ulong TimeoutNanoseconds { readonly get; set; }

    /// <summary>How often a request is sent at most.</summary>
    public int TriesMax { readonly get; set; }

    /// <summary>Requests that were sent again.</summary>
    public uint Retries { readonly get; private set; }

    /// <summary>Stream frames that did not arrive.</summary>
    public uint StreamsLost { readonly get; private set; }

    /// <summary>Whether there is a session, as far as is known.</summary>
    public readonly bool IsConnected => _session != 0;

    /// <summary>Takes another line in place of one that broke; the session goes on. O(1).</summary>
    /// <param name="line">The new line.</param>
    public void Reconnect(TLine line)
    {
        _line = line;
        _receiver = default;
        _sender.Clear();
    }

    /// <summary>Asks for a session, which ends the one before it.</summary>
    /// <param name="nonce">Any number but 0 that this target was not given before; a random one.</param>
    /// <param name="hello">The offer.</param>
    /// <returns>Ok; TimedOut; NotSupported: the target speaks another version; InvalidArgument; what the line failed with.</returns>
    public Status Connect(uint nonce, out HelloAnswer hello)
    {
        _session = 0;
        _sequence = 0;
        _streamSequence = 0;
        HelloRequest request = new() { Nonce = nonce };
        Status status = Exchange(MessageType.Hello, request, default, out hello, default, out _);
        if (status == Status.Ok) _session = hello.Session;
        return status;
    }

    /// <summary>Asks one thing.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <typeparam name="TAnswer">The answer's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="requestTail">Its tail.</param>
    /// <param name="answer">The answer; default unless Ok.</param>
    /// <param name="answerTail">Gets the answer's tail.</param>
    /// <param name="answerTailBytes">Its length.</param>
    /// <returns>
    /// Ok, or what the target answered; TimedOut; SessionEnded; OutOfRange for the tail; BufferTooSmall: the answer's tail does not fit;
    /// InternalError: the answer is not in the form; what the line failed with.
    /// </returns>
    public Status Ask<TRequest, TAnswer>(MessageType type, in TRequest request, ReadOnlySpan<byte> requestTail,
        out TAnswer answer, Span<byte> answerTail, out int answerTailBytes)
        where TRequest : struct, IControlMessage
        where TAnswer : struct, IControlMessage
    {
        answer = default;
        answerTailBytes = 0;
        if (_session == 0) return Status.SessionEnded;
        _sequence++;
        return Exchange(type, request, requestTail, out answer, answerTail, out answerTailBytes);
    }

    /// <summary>Asks for something that has no more to it.</summary>
    /// <typeparam name="TAnswer">The answer's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="answer">The answer; default unless Ok.</param>
    /// <returns>As for the other form.</returns>
    public Status Ask<TAnswer>(MessageType type, out TAnswer answer)
        where TAnswer : struct, IControlMessage
        => Ask(type, default(EmptyMessage), default, out answer, default, out _);

    /// <summary>Asks for something to be done.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <returns>As for the other form.</returns>
    public Status Tell<TRequest>(MessageType type, in TRequest request)
        where TRequest : struct, IControlMessage
        => Ask(type, request, default, out EmptyMessage _, default, out _);

    /// <summary>Has something done to a guest.</summary>
    /// <param name="command">From <see cref="MessageType.Activate"/> to <see cref="MessageType.Remove"/>.</param>
    /// <param name="place">The guest's place.</param>
    /// <returns>As for <see cref="Ask{TRequest, TAnswer}"/>.</returns>
    public Status Command(MessageType command, byte place) => Tell(command, new GuestPlace { Place = place });

    /// <summary>Takes what the target streams.</summary>
    /// <param name="nanoseconds">How long.</param>
    /// <returns>Ok, or what the line failed with.</returns>
    public Status Listen(ulong nanoseconds)
    {
        ulong start = _clock.NowNanoseconds();
        do
        {
            Status status = _receiver.Next(ref _line, out FrameHeader header, out ReadOnlySpan<byte> payload);
            if (status == Status.Ok) TakeStream(header, payload);
            else if (status is not (Status.Empty or Status.NotSupported)) return status;
        }
        while (_clock.NowNanoseconds() - start < nanoseconds);
        return Status.Ok;
    }

    /// <summary>Sends a package, from where the target stands; after a broken connection, call it again.</summary>
    /// <param name="plan">Where to, and the digest; the size is that of the package.</param>
    /// <param name="package">All bytes of the package.</param>
    /// <returns>
    /// Ok: the target has it whole; Busy: it took nothing for too long; InternalError: its answers contradict each other; an answer.
    /// </returns>
    public Status Upload(UploadPlan plan, ReadOnlySpan<byte> package)
    {
        Status status = BeginUpload(ref plan, package, out UploadState state);
        int stalls = 0;
        while (status == Status.Ok && state.Next < state.Size)
        {
            uint before = state.Next;
            status = SendPiece(package, ref state);
            stalls = state.Next > before ? 0 : stalls + 1;
            if (status == Status.Ok && stalls > StallsMax) status = Status.Busy;
        }

        return status == Status.Ok ? EndUpload() : status;
    }

    /// <summary>Begins an upload, or goes on with it: the first step, for a caller that shows progress.</summary>
    /// <param name="plan">Where to, and the digest; gets the size of the package.</param>
    /// <param name="package">All bytes of the package.</param>
    /// <param name="state">How far the target is.</param>
    /// <returns>Ok; InternalError; what was answered.</returns>
    public Status BeginUpload(ref UploadPlan plan, ReadOnlySpan<byte> package, out UploadState state)
    {
        plan.Size = (uint)package.Length;
        Status status = Ask(MessageType.UploadBegin, plan, default, out state, default, out _);
        return status == Status.Ok ? Check(state, package) : status;
    }

    /// <summary>Sends the piece that the target takes next; or, when it takes nothing now, waits a little and asks how far it is.</summary>
    /// <param name="package">All bytes of the package.</param>
    /// <param name="state">How far the target is.</param>
    /// <returns>Ok; InternalError; what was answered.</returns>
    public Status SendPiece(ReadOnlySpan<byte> package, ref UploadState state)
    {
        Status status = Check(state, package);
        if (status != Status.Ok) return status;
        int count = Math.Min((int)Math.Min(state.Window, (uint)UploadPiece.TailBytesMax), package.Length - (int)state.Next);
        UploadState answer;
        if (count == 0)
        {
            status = Listen(StallNanoseconds);
            if (status != Status.Ok) return status;
            status = Ask(MessageType.UploadState, out answer);
        }
        else
        {
            UploadPiece piece = new() { Offset = state.Next };
            status = Ask(MessageType.UploadChunk, piece, package.Slice((int)state.Next, count), out answer, default, out _);
        }

        if (status == Status.Ok) status = Check(answer, package);
        if (status == Status.Ok) state = answer;
        return status;
    }

    /// <summary>Has the package checked and kept: the last step. Waits while the target is busy with it.</summary>
    /// <returns>Ok; Busy: for too long; DigestMismatch; what was answered.</returns>
    public Status EndUpload()
    {
        Status status = Status.Busy;
        for (int stalls = 0; status == Status.Busy && stalls <= StallsMax; stalls++)
        {
            status = stalls == 0 ? Status.Ok : Listen(StallNanoseconds);
            if (status == Status.Ok) status = Tell(MessageType.UploadEnd, default(EmptyMessage));
        }

        return status;
    }

    private static Status Check(in UploadState state, ReadOnlySpan<byte> package) =>
        state.Size == (uint)package.Length && state.Next <= state.Size ? Status.Ok : Status.InternalError;

    private Status Exchange<TRequest, TAnswer>(MessageType type, in TRequest request, ReadOnlySpan<byte> requestTail,
        out TAnswer answer, Span<byte> answerTail, out int answerTailBytes)
        where TRequest : struct, IControlMessage
        where TAnswer : struct, IControlMessage
    {
        answer = default;
        answerTailBytes = 0;
        FrameHeader header = new() { Kind = FrameKind.Request, Type = type, Session = _session, Sequence = _sequence };
        Status status = Load(header, request, requestTail);
        if (status != Status.Ok) return status;
        status = Deliver(header, out ReadOnlySpan<byte> payload);
        if (status != Status.Ok) return status;

        if (MessageCodec.Read(payload, out TAnswer read, out ReadOnlySpan<byte> tail) != Status.Ok) return Status.InternalError;
        if (tail.Length > answerTail.Length) return Status.BufferTooSmall;
        tail.CopyTo(answerTail);
        answerTailBytes = tail.Length;
        answer = read;
        return Status.Ok;
    }

    private Status Load<TRequest>(in FrameHeader header, in TRequest request, ReadOnlySpan<byte> tail)
        where TRequest : struct, IControlMessage
    {
        Span<byte> payload = FrameCodec.Payload(_scratch);
        if (tail.Length > TRequest.TailBytesMax) return Status.OutOfRange;
        tail.CopyTo(MessageCodec.Tail<TRequest>(payload));
        Status status = MessageCodec.Write(request, tail.Length, payload, out int payloadBytes);
        if (status != Status.Ok) return status;
        status = FrameCodec.Seal(header, payloadBytes, _scratch, out int bytes);
        return status == Status.Ok ? _sender.Load(((ReadOnlySpan<byte>)_scratch).Slice(0, bytes)) : status;
    }

    private Status Deliver(in FrameHeader request, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        for (int tries = 0; tries < TriesMax; tries++)
        {
            if (tries > 0)
            {
                _sender.Repeat();
                Retries++;
            }

            bool isAnswered = Await(request, out FrameHeader answer, out payload, out Status status);
            if (isAnswered && answer.Kind == FrameKind.Refusal && answer.Status == Status.SessionEnded) _session = 0;
            if (isAnswered) return answer.Status;
            if (status != Status.TimedOut) return status;
        }

        return Status.TimedOut;
    }

    // True when the target answered or refused; else the status says what came instead.
    private bool Await(in FrameHeader request, out FrameHeader answer, out ReadOnlySpan<byte> payload, out Status status)
    {
        ulong start = _clock.NowNanoseconds();
        do
        {
            answer = default;
            payload = default;
            status = _sender.Flush(ref _line);
            if (status is not (Status.Ok or Status.Busy)) return false;
            status = _receiver.Next(ref _line, out answer, out payload);
            if (status == Status.Ok && IsFor(request, answer, payload)) return true;
            if (status == Status.Ok) TakeStream(answer, payload);
            else if (status is not (Status.Empty or Status.NotSupported)) return false;
        }
        while (_clock.NowNanoseconds() - start < TimeoutNanoseconds);
        status = Status.TimedOut;
        return false;
    }

    private readonly bool IsFor(in FrameHeader request, in FrameHeader answer, ReadOnlySpan<byte> payload)
    {
        // A target that speaks another version cannot know which request it was.
        if (answer.Kind == FrameKind.Refusal && answer.Status == Status.NotSupported && answer.Type == MessageType.None) return true;
        if (answer.Session != request.Session || answer.Sequence != request.Sequence || answer.Type != request.Type) return false;
        if (answer.Kind == FrameKind.Refusal) return answer.Status != Status.Ok;
        return answer.Kind == FrameKind.Answer && (request.Type != MessageType.Hello || IsOfThisHello(payload));
    }

    // All hellos are alike but for the nonce, which is in the request's payload as it was sent.
    private readonly bool IsOfThisHello(ReadOnlySpan<byte> payload) =>
        MessageCodec.Read(payload, out HelloAnswer hello, out _) == Status.Ok && hello.Session != 0
        && MessageCodec.Read(Sent(HelloRequest.Bytes), out HelloRequest sent, out _) == Status.Ok
        && hello.Nonce == sent.Nonce;

    private readonly ReadOnlySpan<byte> Sent(int payloadBytes) =>
        MemoryMarshal.CreateReadOnlySpan(in _scratch[0], FrameCodec.FrameBytesMax).Slice(FrameHeader.Bytes, payloadBytes);

    private void TakeStream(in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Kind != FrameKind.Stream || header.Session != _session || _session == 0) return;
        // Frames that come twice or late are behind the newest one.
        uint ahead = header.Sequence - _streamSequence;
        if (ahead is 0 or > int.MaxValue) return;
        StreamsLost += ahead - 1;
        _streamSequence = header.Sequence;
        if (header.Type == MessageType.Log && MessageCodec.Read(payload, out LogEntry entry, out ReadOnlySpan<byte> text) == Status.Ok)
            _sink.Log(entry, text);
        else if (header.Type == MessageType.Telemetry && MessageCodec.Read(payload, out GuestTelemetry telemetry, out _) == Status.Ok)
            _sink.Telemetry(telemetry);
    }
}
