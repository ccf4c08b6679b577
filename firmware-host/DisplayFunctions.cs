using System;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>Module <c>nf</c>: the display. examples/include/nf.h is the contract.</summary>
internal static unsafe class DisplayFunctions
{
    // A byte on its way to a display takes about as long on a board as two units.
    private const uint UnitsOfByte = 2;

    // Commands before the pixels.
    private const uint UnitsOfCall = 64;

    private const int WidthShift = 16;

    /// <summary>The class of the display, which has no names in it.</summary>
    public static ReadOnlySpan<byte> Class => "display"u8;

    /// <summary>Finds a function by its name in the module.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (name.SequenceEqual("display_size"u8)) function = new HostFunction(":i"u8, &Size, capability: Class);
        else if (name.SequenceEqual("display_draw"u8)) function = new HostFunction("iiiii:i"u8, &Draw, capability: Class);
        else function = default;
        return function.Function != null;
    }

    [UnmanagedCallersOnly]
    private static int Size(HostCall* call)
    {
        call->Return(Board.DisplayWidth == 0 ? -(int)Status.NotSupported : (Board.DisplayWidth << WidthShift) | Board.DisplayHeight);
        return (int)Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Draw(HostCall* call)
    {
        ref HostContext host = ref HostContext.Of(call);
        DisplayArea area = new(call->Int32(0), call->Int32(1), call->Int32(2), call->Int32(3));
        Span<byte> pixels = default;
        Status drawn = Board.DisplayWidth == 0 ? Status.NotSupported : Status.InvalidArgument;
        // The size of the display bounds that of the pixels.
        if (area.IsOn(Board.DisplayWidth, Board.DisplayHeight))
        {
            Status status = call->TrySpan(call->UInt32(4), (uint)area.Bytes, out pixels);
            if (status == Status.Ok) status = call->Charge(UnitsOfCall + ((uint)pixels.Length * UnitsOfByte));
            if (status != Status.Ok) return (int)status;
            drawn = host.Board.Display.Draw(in area, pixels);
        }

        host.Trace.Draw(host.Tick, in area, pixels, drawn);
        return NfFunctions.Answer(call, drawn);
    }
}
