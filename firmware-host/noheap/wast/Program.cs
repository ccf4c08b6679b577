using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Platform;
using Nf.Runtime;
using Nf.Wast;

namespace Nf.FirmwareHost;

/// <summary>The entry of the image that runs tests of the specification.</summary>
internal static unsafe class Program
{
    private const int PageBytes = 65536;

    // The engine keeps addresses of all of these.
    [FixedAddressValueType]
    private static Arenas s_arenas;
    [FixedAddressValueType]
    private static Memories s_memories;
    [FixedAddressValueType]
    private static Slots s_slots;

    // Too large for the stack of a small board.
    private static ScriptRunner<ConsoleReport> s_runner;
    private static byte* s_script;
    private static int s_bytes;
    private static Status s_status;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        Status status = ScriptSource.Open(argumentCount, arguments, out s_script, out s_bytes);
        fixed (Arenas* arenas = &s_arenas)
        fixed (Memories* memories = &s_memories)
            MakeSlots((byte*)arenas, (byte*)memories);
        if (status == Status.Ok) status = GuestThread.Run(&Run, 0, Room.SlotCount * BoardConstants.GuestThreadStackBytes);
        if (status == Status.Ok) status = s_status;
        ConsoleReport.End(status);
        return (int)status;
    }

    [UnmanagedCallersOnly]
    private static void Run(nint argument)
    {
        s_runner = new ScriptRunner<ConsoleReport>((ScriptSlot*)Unsafe.AsPointer(ref s_slots), Room.SlotCount, default);
        s_status = s_runner.Run(s_script, s_bytes);
    }

    private static void MakeSlots(byte* arenas, byte* memories)
    {
        InstanceLimits limits = BoardLimits.All;
        // One instruction of the tests may ask to move 4 GiB, and shall trap because there is no such memory.
        limits.Fuel = InstanceLimits.FuelMax;
        limits.MemoryPages = Room.MemoryBytes / PageBytes;
        for (int i = 0; i < Room.SlotCount; i++)
        {
            // Memory is not clipped: a module that the board has no room for is not run, instead of trapping where it must not.
            InstanceOptions options = new()
            {
                Memory = memories + (i * Room.MemoryBytes),
                MemoryBytes = Room.MemoryBytes,
                Limits = limits,
                NativeStackBytes = BoardConstants.NativeStackBytes,
            };
            s_slots[i] = new ScriptSlot(arenas + (i * BoardConstants.EngineArenaBytes), BoardConstants.EngineArenaBytes, in options, Interpreter.SourceRules, null);
        }
    }

    [StructLayout(LayoutKind.Sequential, Size = Room.SlotCount * BoardConstants.EngineArenaBytes)]
    private struct Arenas
    {
        // Makes the storage as aligned as any value of a guest.
        private ulong _first;
    }

    [StructLayout(LayoutKind.Sequential, Size = Room.SlotCount * Room.MemoryBytes)]
    private struct Memories
    {
        private ulong _first;
    }

    [InlineArray(Room.SlotCount)]
    private struct Slots
    {
        private ScriptSlot _slot;
    }
}
