using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;

namespace Nf.Fuzz;

/// <summary>
/// Sends hostile frames to a host that works: guests run, one is uploaded again and again, a client asks for things and begins sessions
/// anew. No hostile frame may change anything, and the client is served at once, each time. Heapless: the same in every world.
/// </summary>
public unsafe struct ControlCampaign
{
    private const int FramesBetweenRequests = 50;
    private const int RequestsPerSession = 100;
    private const int FramesBetweenDeepLooks = 64;
    private const int FramesBetweenTurns = 4;
    private const ulong TurnNanoseconds = 5_000_000;
    private const int SeedSpread = 0x5bd1e995;
    private const byte UpdatedPlace = 1, HostilePlace = 2;

    private ControlScene _scene;
    private ControlClientState _client;
    private HostileFrames _frames;
    private ControlTally _tally;
    private LineBytes _line;
    private UploadPlan _plan;
    private byte* _package;
    private uint _next;
    private bool _isUploading;
    private uint _nonce;
    private ulong _digest;
    private ulong _deepDigest;

    /// <summary>Begins. It must not move from here on.</summary>
    /// <returns>Ok, or what went wrong: then nothing can be tested.</returns>
    public Status Start(in ControlRoom room, uint seed)
    {
        this = default;
        _frames = new HostileFrames(seed | 1);
        _package = room.Package(UpdatedPlace, out int bytes);
        _plan = new UploadPlan { Place = UpdatedPlace, Size = (uint)bytes };
        if (_package == null) return Status.NotFound;
        Sha256 hash = default;
        hash.Initialize();
        hash.Append(new ReadOnlySpan<byte>(_package, bytes));
        hash.Finish(_plan.Digest);
        Status status = _scene.Start(in room, (uint)(seed * SeedSpread) | 1);
        for (int place = 0; place < ControlScene.Places && status == Status.Ok; place++)
            status = _scene.StateOf(place) == GuestState.Running ? Status.Ok : Status.NotFound;
        // Two sessions, so that there are frames of one that is over.
        for (int sessions = 0; sessions < 2 && status == Status.Ok; sessions++)
        {
            BeginSession();
            for (int requests = 0; requests < 6; requests++) AskNext();
            if (_tally.Failed != 0) status = Status.InternalError;
        }

        return status;
    }

    /// <summary>Sends frames.</summary>
    /// <returns>Ok, also when some went wrong, which the tally says; else the server stopped.</returns>
    public Status Run(ulong count)
    {
        Look();
        Status status = Status.Ok;
        for (ulong i = 0; i < count && status == Status.Ok; i++)
        {
            status = SendHostile();
            if (_tally.Frames % FramesBetweenRequests == 0) AskNext();
            if (_tally.Frames % FramesBetweenTurns == 0)
            {
                _scene.Pass(TurnNanoseconds);
                Look();
            }
        }

        return status;
    }

    /// <summary>What was counted so far.</summary>
    public ControlTally Tally
    {
        get
        {
            ControlTally tally = _tally;
            tally.Line = _scene.Counters;
            tally.GuestRuns = _scene.GuestRuns;
            return tally;
        }
    }

    private Status SendHostile()
    {
        FrameSource source = (FrameSource)_frames.Below((int)FrameSource.Count);
        int bytes = _frames.Make(source, ref _client, _line);
        _tally.Frames++;
        _tally.Bytes += (uint)bytes;
        _tally.BySource[(int)source]++;
        uint executed = _scene.Counters.Executed;
        Status status = Send(bytes);
        FrameHeader answer = _scene.Line.Answer;
        bool isRequest = source is FrameSource.WrongPayload or FrameSource.Nonsense;
        bool isRight = isRequest
            ? _scene.Counters.Executed == executed + 1 && answer.Sequence == _client.Sequence && answer.Status != Status.Ok
            : _scene.Counters.Executed == executed;
        bool isDeep = _tally.Frames % FramesBetweenDeepLooks == 0;
        bool isUnchanged = _scene.Digest() == _digest && (!isDeep || _scene.DeepDigest() == _deepDigest);
        if (!isRight) _tally.Mistaken++;
        if (!isUnchanged) _tally.Accepted++;
        if ((isRight && isUnchanged) || _tally.FirstWrong != 0) return status;
        _tally.FirstWrong = _tally.Frames;
        _tally.FirstWrongSource = source;
        return status;
    }

    // What is to stay as it is, until the client or a guest does something.
    private void Look()
    {
        _digest = _scene.Digest();
        // It is compared in the last frame before the guests' turn only.
        if ((_tally.Frames + FramesBetweenTurns) % FramesBetweenDeepLooks == 0) _deepDigest = _scene.DeepDigest();
    }

    private Status Send(int bytes)
    {
        fixed (byte* line = (Span<byte>)_line) return _scene.Put(line, bytes);
    }

    private void BeginSession()
    {
        _tally.Sessions++;
        _nonce++;
        _ = Ask(MessageType.Hello, new HelloRequest { Nonce = _nonce }, 0);
        _client.Begin(_scene.Line.Offered);
        Expect(Ask(MessageType.Info, default(EmptyMessage), 0) == Status.Ok);
    }

    // What the client asks between hostile frames, on a line that is in the middle of anything, is done at once and once.
    private void AskNext()
    {
        if (_tally.Requests % RequestsPerSession == RequestsPerSession - 1) BeginSession();
        if (_frames.Below(4) == 0) Care();
        else Upload();
        Look();
        _deepDigest = _scene.DeepDigest();
    }

    private void Care()
    {
        MessageType type = _frames.Below(2) == 0 ? MessageType.Start : MessageType.Restart;
        Expect(Ask(type, new GuestPlace { Place = HostilePlace }, 0) == Status.Ok);
        Expect(_scene.StateOf(HostilePlace) == GuestState.Running);
    }

    private void Upload()
    {
        if (!_isUploading)
        {
            Status status = Ask(MessageType.UploadBegin, _plan, 0);
            // Busy: the last package is on trial.
            Expect(status is Status.Ok or Status.Busy);
            _isUploading = status == Status.Ok;
            _next = 0;
            return;
        }

        if (_next == _plan.Size)
        {
            _isUploading = false;
            Expect(Ask(MessageType.UploadEnd, default(EmptyMessage), 0) == Status.Ok);
            Expect(Ask(MessageType.Activate, new GuestPlace { Place = UpdatedPlace }, 0) == Status.Ok);
            Expect(_scene.StateOf(UpdatedPlace) == GuestState.Running);
            _tally.Updates++;
            // Another digest would be another package; the same one again would be found done.
            Expect(Ask(MessageType.UploadBegin, new UploadPlan { Place = 0, Size = 1 }, 0) == Status.Ok);
            return;
        }

        int piece = 1 + _frames.Below((int)Math.Min(_plan.Size - _next, (uint)UploadPiece.TailBytesMax));
        new ReadOnlySpan<byte>(_package + _next, piece).CopyTo(_client.Tail<UploadPiece>(piece));
        Expect(Ask(MessageType.UploadChunk, new UploadPiece { Offset = _next }, piece) == Status.Ok);
        _next += (uint)piece;
    }

    private Status Ask<T>(MessageType type, T message, int tailBytes)
        where T : struct, IControlMessage
    {
        _tally.Requests++;
        int bytes = _client.Write(type, message, tailBytes, _line);
        _client.Recorded.Add(((Span<byte>)_line).Slice(0, bytes));
        Status status = Send(bytes);
        if (status != Status.Ok || type == MessageType.Hello) return status;
        FrameHeader answer = _scene.Line.Answer;
        return answer.Type == type && answer.Sequence == _client.Sequence ? answer.Status : Status.TimedOut;
    }

    private void Expect(bool holds)
    {
        if (!holds) _tally.Failed++;
    }

    [InlineArray(HostileFrames.LineBytesMax)]
    private struct LineBytes
    {
        private byte _first;
    }
}
