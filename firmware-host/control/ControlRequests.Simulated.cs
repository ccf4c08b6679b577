using System;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <content>How a rig reaches simulated devices.</content>
internal static partial class ControlRequests<THost>
{
    static partial void ExecuteOnSimulation(
        ref THost host, MessageType type, ReadOnlySpan<byte> request, Span<byte> answer, ref int bytes, ref Status status)
    {
        if (type == MessageType.Stimulus) status = Stimulate(ref host, request);
        else if (type == MessageType.Pin) status = Pin(ref host, request, answer, out bytes);
        else if (type == MessageType.Display) status = Display(ref host, request, answer, out bytes);
    }

    private static Status Stimulate(ref THost host, ReadOnlySpan<byte> request)
    {
        Status status = MessageCodec.Read(request, out Stimulus stimulus, out _);
        return status == Status.Ok ? host.Stimulate(stimulus) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Pin(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out PinQuery query, out _);
        if (status != Status.Ok) return status;
        status = host.ReadPin(query.Pin, out PinLevel level);
        return status == Status.Ok ? MessageCodec.Write(level, 0, answer, out bytes) : status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Status Display(ref THost host, ReadOnlySpan<byte> request, Span<byte> answer, out int bytes)
    {
        bytes = 0;
        Status status = MessageCodec.Read(request, out DisplayQuery query, out _);
        if (status != Status.Ok) return status;
        if (query.Count == 0 || query.Count > DisplayPiece.TailBytesMax) return Status.InvalidArgument;
        Span<byte> tail = MessageCodec.Tail<DisplayPiece>(answer).Slice(0, query.Count);
        status = host.ReadDisplay(query.Offset, tail, out DisplayPiece piece, out int tailBytes);
        return status == Status.Ok ? MessageCodec.Write(piece, tailBytes, answer, out bytes) : status;
    }
}
