using System;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>
/// Looks at one request, lets the host do it, and writes the answer. Each request has a method of its own that stays one, so that the stack
/// holds the fields of one message at a time.
/// </summary>
internal static partial class ControlRequests<THost>
    where THost : struct, IControlHost
{
    /// <summary>Answers a request that concerns the host.</summary>
    /// <param name="host">The host; untouched unless the request is in the form.</param>
    /// <param name="type">What is asked.</param>
    /// <param name="request">The request's payload.</param>
    /// <param name="answer">Room for the longest payload.</param>
    /// <param name="bytes">Bytes of the answer's payload; 0 unless Ok.</param>
    /// <returns>Ok; NotSupported for an unknown type; InvalidArgument for a request that is not in the form; what the host said.</returns>
    public static Status Execute(ref THost host, MessageType type, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        switch (type)
        {
            case MessageType.Info: return Info(ref host, request, answer, out bytes);
            case MessageType.Guest: return Guest(ref host, request, answer, out bytes);
            case MessageType.UploadBegin: return UploadBegin(ref host, request, answer, out bytes);
            case MessageType.UploadChunk: return UploadChunk(ref host, request, answer, out bytes);
            case MessageType.UploadState: return ReadUpload(ref host, request, answer, out bytes);
            case MessageType.UploadEnd: return UploadEnd(ref host, request);
            case MessageType.Post: return Post(ref host, request);
            case MessageType.Budget: return Budget(ref host, request, answer, out bytes);
            case MessageType.Crash: return Crash(ref host, request, answer, out bytes);
            case MessageType.Memory: return Memory(ref host, request, answer, out bytes);
            case MessageType.ClockGet: return ClockGet(ref host, request, answer, out bytes);
            case MessageType.ClockSet: return ClockSet(ref host, request);
            case MessageType.Advance: return Advance(ref host, request, answer, out bytes);
            case MessageType.Trace: return Trace(ref host, request, answer, out bytes);
            case MessageType.Reset: return Reset(ref host, request);
            case >= MessageType.Activate and <= MessageType.Remove: return Command(ref host, type, request);
        }

        Status status = Status.NotSupported;
        ExecuteOnSimulation(ref host, type, request, answer, ref bytes, ref status);
        return status;
    }

    /// <summary>What only targets offer that may have simulated devices.</summary>
    static partial void ExecuteOnSimulation(
        ref THost host, MessageType type, ReadOnlySpan<byte> request, Span<byte> answer, ref int bytes, ref Status status);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Info(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        if (status != Status.Ok) return status;
        status = host.ReadInfo(out TargetInfo info, MessageCodec.Tail<TargetInfo>(answer), out int nameBytes);
        return status == Status.Ok ? MessageCodec.Write(info, nameBytes, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Guest(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out GuestPlace place, out _);
        if (status != Status.Ok) return status;
        status = host.ReadGuest(place.Place, out GuestInfo info, MessageCodec.Tail<GuestInfo>(answer), out int nameBytes);
        return status == Status.Ok ? MessageCodec.Write(info, nameBytes, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status UploadBegin(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out UploadPlan plan, out _);
        if (status != Status.Ok) return status;
        status = host.BeginUpload(plan, out UploadState state);
        return status == Status.Ok ? MessageCodec.Write(state, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status UploadChunk(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out UploadPiece piece, out ReadOnlySpan<byte> data);
        if (status != Status.Ok) return status;
        if (data.Length == 0) return Status.InvalidArgument;
        status = host.ReadUpload(out UploadState state);
        if (status != Status.Ok) return status;

        uint room = state.Next < state.Size ? Math.Min(state.Window, state.Size - state.Next) : 0;
        if (piece.Offset == state.Next && (uint)data.Length <= room)
        {
            status = host.WriteUpload(piece.Offset, data);
            if (status == Status.Ok) status = host.ReadUpload(out state);
        }

        return status == Status.Ok ? MessageCodec.Write(state, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status ReadUpload(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        if (status != Status.Ok) return status;
        status = host.ReadUpload(out UploadState state);
        return status == Status.Ok ? MessageCodec.Write(state, 0, answer, out bytes) : status;
    }

    private static Status UploadEnd(ref THost host, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        return status == Status.Ok ? host.EndUpload() : status;
    }

    private static Status Command(ref THost host, MessageType command, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out GuestPlace place, out _);
        return status == Status.Ok ? host.Command(command, place.Place) : status;
    }

    private static Status Post(ref THost host, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out GuestPost post, out ReadOnlySpan<byte> message);
        return status == Status.Ok ? host.Post(post.Place, message) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Budget(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out BudgetQuery query, out _);
        if (status != Status.Ok) return status;
        status = host.ReadBudget(query.Crate, out BudgetInfo info);
        return status == Status.Ok ? MessageCodec.Write(info, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Crash(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        if (status != Status.Ok) return status;
        status = host.ReadCrash(out CrashRecord record);
        return status == Status.Ok ? MessageCodec.Write(record, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Memory(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out MemoryQuery query, out _);
        if (status != Status.Ok) return status;
        if (query.Count == 0 || query.Count > MemoryPiece.TailBytesMax) return Status.InvalidArgument;
        status = host.ReadMemory(query.Place, query.Address, MessageCodec.Tail<MemoryPiece>(answer).Slice(0, query.Count));
        MemoryPiece piece = new() { Address = query.Address };
        return status == Status.Ok ? MessageCodec.Write(piece, query.Count, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status ClockGet(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        if (status != Status.Ok) return status;
        status = host.ReadClock(out ClockTime time);
        return status == Status.Ok ? MessageCodec.Write(time, 0, answer, out bytes) : status;
    }

    private static Status ClockSet(ref THost host, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out ClockTime time, out _);
        return status == Status.Ok ? host.SetClock(time) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Advance(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out AdvanceRequest advance, out _);
        if (status != Status.Ok) return status;
        status = host.Advance(advance, out AdvanceAnswer end);
        return status == Status.Ok ? MessageCodec.Write(end, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Trace(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out GuestPlace place, out _);
        if (status != Status.Ok) return status;
        status = host.ReadTrace(place.Place, out GuestTrace trace);
        return status == Status.Ok ? MessageCodec.Write(trace, 0, answer, out bytes) : status;
    }

    private static Status Reset(ref THost host, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out EmptyMessage _, out _);
        return status == Status.Ok ? host.Reset() : status;
    }
}
