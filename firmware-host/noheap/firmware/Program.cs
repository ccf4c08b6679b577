using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>The firmware: boots the board, runs the guest that was linked into the image, tells how it ended.</summary>
internal static unsafe partial class Program
{
    // A pointer to these travels through the engine and the trace.
    [FixedAddressValueType]
    private static HostContext s_host;
    [FixedAddressValueType]
    private static Board s_board;
    [FixedAddressValueType]
    private static ConsoleLines s_lines;
    private static Status s_status;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        s_host.Arguments = arguments;
        s_host.ArgumentCount = argumentCount;
        Status status = GuestThread.Run(&RunGuest, 0, BoardConstants.GuestThreadStackBytes);
        if (status != Status.Ok) ConsoleLines.Failed(status);
        return (int)(status == Status.Ok ? s_status : status);
    }

    [UnmanagedCallersOnly]
    private static void RunGuest(nint argument)
    {
        s_status = Boot();
        if (s_status == Status.Ok) s_status = Run();
        else ConsoleLines.Failed(s_status);
    }

    private static Status Boot()
    {
        uint bytes;
        byte* scenario = BoardImports.Scenario(&bytes);
        Status status = SetBudgets();
        if (status == Status.Ok) status = s_board.Initialize(new ReadOnlySpan<byte>(scenario, (int)bytes));
        s_host.BoardAddress = (Board*)Unsafe.AsPointer(ref s_board);
        s_host.TickMax = s_board.TickMax;
        s_lines = default;
        s_host.Trace.Initialize(&ConsoleLines.Trace, (nint)Unsafe.AsPointer(ref s_lines));
        return status;
    }

    private static Status SetBudgets()
    {
        ref BudgetTracker budget = ref Allocation.Budget;
        Status status = budget.SetLimit(CrateId.Engine, BoardConstants.EngineBudgetBytes);
        return status == Status.Ok ? budget.SetLimit(CrateId.Guest, BoardConstants.GuestBudgetBytes) : status;
    }

    private static Status Run()
    {
        Status status = Allocation.AllocateMemory(CrateId.Engine, out ManagedMemory<EngineStorage> engine, out _);
        using ManagedMemory<EngineStorage> engineScope = engine;
        LinkedGuest guest = LinkedGuest.Find();
        LinearMemory linear = default;
        if (status == Status.Ok) status = LinearMemory.TryTake(AheadModule.ReservedBytesFor(guest.Ahead), out linear);
        using LinearMemory linearScope = linear;
        MakeSlots(ref status);
        RunReport report = default;
        report.Status = status;
        if (status == Status.Ok) RunWith(in guest, engine.Arena, in linear, out report);
        DropSlots();
        ConsoleLines.End(in report);
        return report.Status;
    }

    private static void RunWith(in LinkedGuest guest, Arena arena, in LinearMemory memory, out RunReport report)
    {
        InstanceOptions options = new()
        {
            Arena = arena,
            Memory = memory.Pointer,
            MemoryBytes = BoardConstants.LinearMemoryBytes,
            ReservedBytes = AheadModule.ReservedBytesFor(guest.Ahead),
            Commit = LinearMemory.Commit,
            ClipMemory = BoardConstants.ClipMemory,
            RequireMetered = true,
            Limits = BoardLimits.All,
            NativeStackBytes = BoardConstants.NativeStackBytes,
            Ahead = guest.Ahead,
        };
        fixed (HostContext* host = &s_host) GuestRunner.Run(host, guest.Wasm, guest.WasmBytes, in options, out report);
    }

    // An image has a table only when its guest can open something.
    static partial void MakeSlots(ref Status status);

    static partial void DropSlots();
}
