using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The target's end of the control protocol (docs/PROTOCOL.md): one session at a time, one request at a time, each done once at most.
/// Streams use what the line has left. About 1,400 bytes; nothing is allocated.
/// </summary>
/// <typeparam name="THost">What requests reach.</typeparam>
public struct ControlServer<THost>
    where THost : struct, IControlHost
{
    /// <summary>
    /// How far ahead of the last request's sequence number the next one may be: a client gives up a request that is never answered, and the
    /// target may not have seen it.
    /// </summary>
    public const uint Window = 8;

    private const int FramesPerPoll = 4;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private const int NoPlace = -1;

    private FrameReceiver _receiver;

    /// <summary>The answer to the last request, kept in case it is lost.</summary>
    private FrameSender _answer;

    /// <summary>A stream frame, an offer or a refusal: each may get lost.</summary>
    private FrameSender _notice;

    private FrameBytes _scratch;
    private ControlCounters _counters;
    private Subscription _subscription;
    private uint _nextSession;
    private uint _session;
    private uint _offeredSession;
    private uint _offeredNonce;
    private uint _sequence;
    private uint _requestCheck;
    private uint _streamSequence;
    private ulong _telemetrySince;
    private int _telemetryPlace;

    /// <summary>What was counted.</summary>
    public readonly ControlCounters Counters
    {
        get
        {
            ControlCounters counters = _counters;
            counters.Frames = _receiver.Frames;
            counters.Damaged = _receiver.Damaged;
            counters.OtherVersions = _receiver.OtherVersions;
            return counters;
        }
    }

    /// <summary>Whether an answer is still on its way to the line.</summary>
    public readonly bool IsAnswering => _answer.IsPending;

    /// <summary>Whether it has nothing to do until bytes come: everything was read and sent, and nothing is streamed.</summary>
    public readonly bool IsIdle => _receiver.HasReadAll && !_answer.IsPending && !_notice.IsPending
        && !_subscription.Logs && _subscription.TelemetryMilliseconds == 0;

    /// <summary>Begins without a session. O(1).</summary>
    /// <param name="firstSession">
    /// The number of the first session; later ones count up. It should differ from start to start (a boot count, a random number), so that
    /// requests recorded before a restart mean nothing after it.
    /// </param>
    public void Initialize(uint firstSession)
    {
        this = default;
        _nextSession = firstSession;
        _telemetryPlace = NoPlace;
    }

    /// <summary>
    /// Does what there is to do: sends, takes at most four requests, makes at most one stream frame. Call it as often as possible.
    /// </summary>
    /// <typeparam name="TLine">The line.</typeparam>
    /// <param name="host">What requests reach.</param>
    /// <param name="line">The line to the client.</param>
    /// <param name="nowNanoseconds">A time that never goes back.</param>
    /// <returns>Ok, or what the line failed with.</returns>
    public Status Poll<TLine>(ref THost host, ref TLine line, ulong nowNanoseconds)
        where TLine : struct, IByteLine
    {
        Status status = Send(ref line);
        // No request is taken while an answer is on its way: the line itself holds back a client that does not wait.
        for (int i = 0; i < FramesPerPoll && !_answer.IsPending && status is Status.Ok or Status.Busy; i++)
        {
            status = _receiver.Next(ref line, out FrameHeader header, out ReadOnlySpan<byte> payload);
            if (status == Status.NotSupported) Notify(new FrameHeader { Kind = FrameKind.Refusal, Status = Status.NotSupported }, 0);
            else if (status == Status.Ok) Accept(ref host, header, payload);
            else break;
            status = Send(ref line);
        }

        if (status is not (Status.Ok or Status.Busy or Status.Empty)) return status;
        if (!_answer.IsPending && !_notice.IsPending) Stream(ref host, nowNanoseconds);
        status = Send(ref line);
        return status == Status.Busy ? Status.Ok : status;
    }

    // Answers go first, also before a stream frame that is half sent: the receiver drops that half, and it is sent again later.
    private Status Send<TLine>(ref TLine line)
        where TLine : struct, IByteLine
    {
        if (_answer.IsPending)
        {
            _notice.GiveWay();
            Status status = _answer.Flush(ref line);
            if (status != Status.Ok) return status;
        }

        return _notice.Flush(ref line);
    }

    private void Accept(ref THost host, in FrameHeader header, ReadOnlySpan<byte> payload)
    {
        if (header.Kind != FrameKind.Request)
        {
            _counters.Unexpected++;
            return;
        }

        if (header.Type == MessageType.Hello)
        {
            Offer(header, payload);
            return;
        }

        bool isOffered = header.Session == _offeredSession && _offeredSession != _session;
        if (!isOffered && (header.Session != _session || _session == 0))
        {
            _counters.OtherSessions++;
            Refuse(header, Status.SessionEnded);
            return;
        }

        if (!isOffered && header.Sequence == _sequence && header.Check == _requestCheck && _sequence != 0)
        {
            _counters.Repeated++;
            _answer.Repeat();
            return;
        }

        uint ahead = header.Sequence - (isOffered ? 0 : _sequence);
        if (ahead is 0 or > Window)
        {
            _counters.Replayed++;
            return;
        }

        if (isOffered) BeginSession();
        _sequence = header.Sequence;
        _requestCheck = header.Check;
        Answer(ref host, header, payload);
    }

    // Only an offer: a hello that was recorded and sent again cannot end the session of a client that is at work.
    private void Offer(in FrameHeader request, ReadOnlySpan<byte> payload)
    {
        Status status = MessageCodec.Read(payload, out HelloRequest hello, out _);
        if (status != Status.Ok || hello.Nonce == 0 || request.Session != 0 || request.Sequence != 0)
        {
            Refuse(request, Status.InvalidArgument);
            return;
        }

        if (hello.Nonce != _offeredNonce)
        {
            _offeredNonce = hello.Nonce;
            _offeredSession = TakeSessionNumber();
        }

        HelloAnswer answer = new()
        {
            Nonce = hello.Nonce,
            Session = _offeredSession,
            PayloadBytesMax = FrameCodec.PayloadBytesMax,
        };
        status = MessageCodec.Write(answer, 0, FrameCodec.Payload(_scratch), out int bytes);
        Notify(new FrameHeader { Kind = FrameKind.Answer, Type = MessageType.Hello, Status = status }, bytes);
    }

    private uint TakeSessionNumber()
    {
        if (_nextSession == 0 || _nextSession == _session) _nextSession++;
        if (_nextSession == 0) _nextSession++;
        return _nextSession++;
    }

    private void BeginSession()
    {
        _session = _offeredSession;
        _sequence = 0;
        _streamSequence = 0;
        _subscription = default;
        _telemetryPlace = NoPlace;
        _answer.Clear();
        _notice.Clear();
    }

    private void Refuse(in FrameHeader request, Status status)
    {
        FrameHeader refusal = request;
        refusal.Kind = FrameKind.Refusal;
        refusal.Status = status;
        Notify(refusal, 0);
    }

    private void Answer(ref THost host, in FrameHeader request, ReadOnlySpan<byte> payload)
    {
        _counters.Executed++;
        Span<byte> answerPayload = FrameCodec.Payload(_scratch);
        FrameHeader answer = request;
        answer.Kind = FrameKind.Answer;
        int bytes;
        answer.Status = request.Type switch
        {
            MessageType.Subscribe => Subscribe(payload, out bytes),
            MessageType.Counters => ReadCounters(payload, answerPayload, out bytes),
            _ => ControlRequests<THost>.Execute(ref host, request.Type, payload, answerPayload, out bytes),
        };
        if (answer.Status != Status.Ok) bytes = 0;
        if (Load(ref _answer, answer, bytes) == Status.Ok) return;
        // The host gave a number that is no status.
        answer.Status = Status.InternalError;
        _ = Load(ref _answer, answer, 0);
    }

    private Status Subscribe(ReadOnlySpan<byte> payload, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(payload, out Subscription subscription, out _);
        if (status == Status.Ok) _subscription = subscription;
        return status;
    }

    private readonly Status ReadCounters(ReadOnlySpan<byte> payload, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(payload, out EmptyMessage _, out _);
        return status == Status.Ok ? MessageCodec.Write(Counters, 0, answer, out bytes) : status;
    }

    private void Stream(ref THost host, ulong now)
    {
        if (!StreamTelemetry(ref host, now) && _subscription.Logs) StreamLog(ref host);
    }

    private void StreamLog(ref THost host)
    {
        Span<byte> payload = FrameCodec.Payload(_scratch);
        Status status = host.TakeLog(_subscription.LevelMin, out LogEntry entry, MessageCodec.Tail<LogEntry>(payload), out int textBytes);
        if (status == Status.Ok) SendStream(MessageType.Log, MessageCodec.Write(entry, textBytes, payload, out int bytes), bytes);
    }

    // One guest a call, then a pause up to the end of the period.
    private bool StreamTelemetry(ref THost host, ulong now)
    {
        ulong period = _subscription.TelemetryMilliseconds * NanosecondsPerMillisecond;
        if (period == 0) return false;
        if (_telemetryPlace == NoPlace)
        {
            if (now - _telemetrySince < period) return false;
            _telemetrySince = now;
            _telemetryPlace = 0;
        }

        Status status = host.ReadTelemetry((byte)_telemetryPlace, out GuestTelemetry telemetry);
        bool isLast = status == Status.OutOfRange || _telemetryPlace == byte.MaxValue;
        _telemetryPlace = isLast ? NoPlace : _telemetryPlace + 1;
        if (status != Status.Ok) return false;
        SendStream(MessageType.Telemetry, MessageCodec.Write(telemetry, 0, FrameCodec.Payload(_scratch), out int bytes), bytes);
        return true;
    }

    private void SendStream(MessageType type, Status written, int bytes)
    {
        if (written != Status.Ok) return;
        _streamSequence++;
        _counters.Streamed++;
        Notify(new FrameHeader { Kind = FrameKind.Stream, Type = type, Session = _session, Sequence = _streamSequence }, bytes);
    }

    private void Notify(in FrameHeader header, int payloadBytes) => _ = Load(ref _notice, header, payloadBytes);

    private Status Load(ref FrameSender sender, in FrameHeader header, int payloadBytes)
    {
        sender.Clear();
        Status status = FrameCodec.Seal(header, payloadBytes, _scratch, out int bytes);
        return status == Status.Ok ? sender.Load(((ReadOnlySpan<byte>)_scratch).Slice(0, bytes)) : status;
    }
}
