using Nf.Build;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Emulation;

/// <summary>What a board gives its guest, simulated.</summary>
public static class BoardGuest
{
    // Of this process's engine: its pointers are twice as wide as a board's, and code takes two pages of 32 KiB instead of 1 KiB.
    private const int PointerScale = 2;
    private const int CodePageSlackBytes = 64 << 10;

    /// <summary>
    /// The limits of a board. The engine's arena is as large as this process's engine needs it for what fits the board's, by estimate;
    /// whether a guest fits exactly only the board's own image can tell.
    /// </summary>
    /// <exception cref="NfException">BoardNotFound or BoardInvalid.</exception>
    public static GuestLimits Limits(string name) => Limits(BoardReader.Read(name));

    /// <inheritdoc cref="Limits(string)"/>
    public static GuestLimits Limits(BoardDescription board) => new(
        board.IsCortexM ? board.Arenas["engine"] * PointerScale + CodePageSlackBytes : board.Arenas["engine"],
        (uint)board.LinearMemoryBytes,
        board.IsCortexM,
        Ceilings(board.Limits),
        GuestLimits.Desktop.NativeStackBytes);

    /// <summary>What a board allows a guest, before the manifest.</summary>
    public static InstanceLimits Ceilings(BoardLimits limits) => new()
    {
        Fuel = (ulong)limits.FuelMax,
        CallDepth = (uint)limits.CallDepthMax,
        MemoryPages = (uint)limits.WasmPagesMax,
        TableElements = (uint)limits.TableElementsMax,
        Functions = (uint)limits.FunctionsMax,
        Globals = (uint)limits.GlobalsMax,
        StackBytes = (uint)limits.WasmStackBytes,
        HostSlots = (uint)limits.HostSlotsMax,
        // An estimate of this process, whose pointers are wider, would refuse what fits the board.
        CodeBytes = uint.MaxValue,
    };
}
