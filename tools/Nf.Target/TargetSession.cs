using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Target;

/// <summary>
/// A conversation with a target. Lines that break are opened again, and a target that restarted is greeted again; what fails in the end
/// is a line for a person. Not for several threads at once.
/// </summary>
public sealed class TargetSession : IDisposable
{
    // A frame of a former session that comes late ends the new one, before it has sent anything.
    private const int ConnectionsInVainMax = 3;

    private readonly TargetLine _line;
    private readonly byte[] _tail = new byte[FrameCodec.PayloadBytesMax];
    private ControlClient<SessionLine, MonotonicClock, SessionSink> _client;

    private TargetSession(string name, TargetLine line)
    {
        Name = name;
        _line = line;
        _client = new(new SessionLine(line), default, new SessionSink(Streams));
    }

    /// <summary>The target's name in messages.</summary>
    public string Name { get; }

    /// <summary>Who takes what the target streams.</summary>
    public TargetStreams Streams { get; } = new();

    /// <summary>What the target was when the session began.</summary>
    public TargetInfo Info { get; private set; }

    /// <summary>The name of its board.</summary>
    public string Board { get; private set; } = "";

    /// <summary>Stream frames that did not arrive.</summary>
    public uint StreamsLost => _client.StreamsLost;

    /// <summary>How long a try waits for its answer.</summary>
    public TimeSpan Timeout
    {
        get => TimeSpan.FromMilliseconds(_client.TimeoutNanoseconds / 1_000_000);
        set => _client.TimeoutNanoseconds = (ulong)(value.TotalMilliseconds * 1_000_000);
    }

    /// <summary>Connects and greets.</summary>
    /// <param name="name">The target's name in messages.</param>
    /// <param name="line">The line, which the session closes.</param>
    /// <param name="timeout">How long a try waits for its answer; null: 500 ms. There are eight.</param>
    /// <exception cref="NfException">Nobody answers, or in another language.</exception>
    public static TargetSession Open(string name, TargetLine line, TimeSpan? timeout = null)
    {
        TargetSession session = new(name, line);
        try
        {
            if (timeout is { } limit)
                session.Timeout = limit;
            session.Greet();
            session.Refresh();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Asks one thing.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <typeparam name="TAnswer">The answer's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="requestTail">Its tail.</param>
    /// <param name="answer">The answer; default unless Ok.</param>
    /// <param name="answerTail">Its tail, good up to the next call.</param>
    /// <returns>Ok, or what the target or the client said.</returns>
    public Status TryAsk<TRequest, TAnswer>(
        MessageType type, in TRequest request, ReadOnlySpan<byte> requestTail, out TAnswer answer, out ReadOnlySpan<byte> answerTail)
        where TRequest : struct, IControlMessage
        where TAnswer : struct, IControlMessage
    {
        Status status = _client.Ask(type, request, requestTail, out answer, _tail, out int bytes);
        if (status == Status.SessionEnded)
        {
            // The target restarted, or another client was faster: nothing was done yet.
            Greet();
            status = _client.Ask(type, request, requestTail, out answer, _tail, out bytes);
        }
        answerTail = _tail.AsSpan(0, bytes);
        return status;
    }

    /// <summary>Asks one thing that has no tails.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <typeparam name="TAnswer">The answer's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer; default unless Ok.</param>
    /// <returns>Ok, or what the target or the client said.</returns>
    public Status TryAsk<TRequest, TAnswer>(MessageType type, in TRequest request, out TAnswer answer)
        where TRequest : struct, IControlMessage
        where TAnswer : struct, IControlMessage
        => TryAsk(type, request, default, out answer, out _);

    /// <summary>Asks one thing that has to go well.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <typeparam name="TAnswer">The answer's message.</typeparam>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="what">What it is about, in words, for the message: "place 2".</param>
    /// <returns>The answer.</returns>
    /// <exception cref="NfException">It went wrong.</exception>
    public TAnswer Ask<TRequest, TAnswer>(MessageType type, in TRequest request, string? what = null)
        where TRequest : struct, IControlMessage
        where TAnswer : struct, IControlMessage
    {
        Check(type, TryAsk(type, request, out TAnswer answer), what);
        return answer;
    }

    /// <summary>Has something done.</summary>
    /// <typeparam name="TRequest">The request's message.</typeparam>
    /// <param name="type">What.</param>
    /// <param name="request">The request.</param>
    /// <param name="what">What it is about, in words.</param>
    /// <param name="tail">The request's tail.</param>
    /// <exception cref="NfException">It went wrong.</exception>
    public void Tell<TRequest>(MessageType type, in TRequest request, string? what = null, ReadOnlySpan<byte> tail = default)
        where TRequest : struct, IControlMessage
        => Check(type, TryAsk(type, request, tail, out EmptyMessage _, out _), what);

    /// <summary>Throws unless all is well.</summary>
    /// <param name="type">What was asked.</param>
    /// <param name="status">What it came to.</param>
    /// <param name="what">What it was about, in words.</param>
    /// <exception cref="NfException">The status is not Ok.</exception>
    public void Check(MessageType type, Status status, string? what)
    {
        if (status != Status.Ok)
            throw Failure(type, status, what);
    }

    /// <summary>A failure in words.</summary>
    /// <param name="type">What was asked.</param>
    /// <param name="status">What it came to.</param>
    /// <param name="what">What it was about, in words.</param>
    public NfException Failure(MessageType type, Status status, string? what) =>
        new(status, $"{Name}: {(what == null ? "" : what + ": ")}{AnswerText.Of(type, status, Info)}");

    /// <summary>Takes what the target streams for a while.</summary>
    /// <param name="time">How long.</param>
    /// <exception cref="NfException">The line is gone.</exception>
    public void Listen(TimeSpan time) => Check(MessageType.Log, _client.Listen((ulong)(time.TotalMilliseconds * 1_000_000)), null);

    /// <summary>Reads again what the target is.</summary>
    public void Refresh()
    {
        Status status = TryAsk(MessageType.Info, default(EmptyMessage), default, out TargetInfo info, out ReadOnlySpan<byte> board);
        Check(MessageType.Info, status, null);
        Info = info;
        Board = Encoding.ASCII.GetString(board);
    }

    /// <summary>Lets the target's time pass at once, and waits until what is due in it was done.</summary>
    /// <param name="nanoseconds">How much.</param>
    /// <param name="isStepped">Whether its time stands still afterwards, but for more of these.</param>
    public void Advance(ulong nanoseconds, bool isStepped)
    {
        AdvanceRequest request = new() { Nanoseconds = nanoseconds, IsStepped = isStepped };
        ulong end = Ask<AdvanceRequest, AdvanceAnswer>(MessageType.Advance, request).UptimeNanoseconds;
        for (Refresh(); Info.UptimeNanoseconds < end; Refresh())
            Listen(TimeSpan.FromMilliseconds(1));
    }

    /// <summary>All places, with who is there.</summary>
    public IReadOnlyList<GuestEntry> Guests()
    {
        List<GuestEntry> guests = [];
        for (int place = 0; place < Info.Places; place++)
            guests.Add(Guest((byte)place));
        return guests;
    }

    /// <summary>One place.</summary>
    public GuestEntry Guest(byte place)
    {
        GuestPlace request = new() { Place = place };
        Status status = TryAsk(MessageType.Guest, request, default, out GuestInfo info, out ReadOnlySpan<byte> name);
        Check(MessageType.Guest, status, $"place {place}");
        return new GuestEntry(info, Encoding.ASCII.GetString(name));
    }

    /// <summary>The place that a person means.</summary>
    /// <param name="text">Its number, or the name of the guest in it.</param>
    /// <exception cref="NfException">OutOfRange for a number, NotFound for a name, InvalidArgument when several have the name.</exception>
    public byte FindPlace(string text)
    {
        if (byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte place))
        {
            return place < Info.Places ? place : throw new NfException(Status.OutOfRange,
                $"{Name}: there is no place {place}: it has places 0 to {Info.Places - 1}.");
        }
        IReadOnlyList<GuestEntry> guests = Guests();
        GuestEntry[] found = [.. guests.Where(guest => !guest.IsEmpty && guest.Name == text)];
        if (found is [var one])
            return one.Info.Place;
        string there = string.Join(", ", guests.Where(guest => !guest.IsEmpty).Select(guest => $"{guest.Info.Place} ({guest.Name})"));
        there = there.Length == 0 ? "is none" : $"are {there}";
        throw found.Length == 0
            ? new NfException(Status.NotFound, $"{Name}: no guest is called '{text}': there {there}.")
            : new NfException(Status.InvalidArgument, $"{Name}: {found.Length} guests are called '{text}': give the place's number.");
    }

    /// <summary>Sends a package.</summary>
    /// <param name="plan">Where to, digest and tag.</param>
    /// <param name="package">All bytes of the package.</param>
    /// <param name="onProgress">Told how many bytes the target has.</param>
    /// <exception cref="NfException">The target refuses it, or is gone for too long.</exception>
    public void Upload(UploadPlan plan, ReadOnlySpan<byte> package, Action<uint> onProgress)
    {
        ArgumentNullException.ThrowIfNull(onProgress);
        Status status = Status.Ok;
        uint best = 0;
        // As long as now and then a connection brings the upload further, another one is worth its while.
        for (int inVain = 0; inVain < ConnectionsInVainMax;)
        {
            status = Send(plan, package, onProgress, out uint reached);
            if (status is not (Status.SessionEnded or Status.TimedOut))
                break;
            inVain = reached > best ? 0 : inVain + 1;
            best = Math.Max(best, reached);
            Greet();
        }
        Check(MessageType.UploadBegin, status, $"place {plan.Place}");
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private Status Send(UploadPlan plan, ReadOnlySpan<byte> package, Action<uint> onProgress, out uint reached)
    {
        Status status = _client.BeginUpload(ref plan, package, out UploadState state);
        reached = state.Next;
        int stalls = 0;
        while (status == Status.Ok && state.Next < state.Size)
        {
            onProgress(state.Next);
            status = _client.SendPiece(package, ref state);
            stalls = state.Next > reached ? 0 : stalls + 1;
            reached = state.Next;
            if (status == Status.Ok && stalls > ControlClient<SessionLine, MonotonicClock, SessionSink>.StallsMax)
                status = Status.Busy;
        }
        if (status != Status.Ok)
            return status;
        onProgress(state.Next);
        return _client.EndUpload();
    }

    private void Greet()
    {
        Status status = _client.Connect((uint)RandomNumberGenerator.GetInt32(1, int.MaxValue), out _);
        Check(MessageType.Hello, status, null);
    }
}
