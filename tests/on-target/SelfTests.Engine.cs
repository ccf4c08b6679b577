namespace Nf.OnTarget;

public static unsafe partial class SelfTests
{
    static partial void RunEngine<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        CoreLibraryTests.Run(ref report);
        Run("stack.high-water-mark"u8, &StackSelfTests.HighWaterMark, ref report);
        Run("memory.arena-stress"u8, &MemorySelfTests.ArenaStress, ref report);
        Run("memory.arena-misuse"u8, &MemorySelfTests.ArenaMisuse, ref report);
        Run("memory.budget-and-ownership"u8, &MemorySelfTests.BudgetAndOwnership, ref report);
        Run("runtime.calls"u8, &RuntimeSelfTests.Calls, ref report);
        Run("runtime.numbers"u8, &RuntimeSelfTests.Numbers, ref report);
        Run("runtime.globals"u8, &RuntimeSelfTests.Globals, ref report);
        Run("runtime.memory"u8, &RuntimeSelfTests.Memory, ref report);
        Run("runtime.host-functions"u8, &RuntimeSelfTests.HostFunctions, ref report);
        Run("runtime.traps"u8, &RuntimeSelfTests.Traps, ref report);
        Run("runtime.backtraces"u8, &RuntimeSelfTests.Backtraces, ref report);
        Run("runtime.recycling"u8, &RuntimeSelfTests.Recycling, ref report);
        Run("runtime.truncated-modules"u8, &RuntimeSelfTests.TruncatedModules, ref report);
        TrapSelfTests.Run(ref report);
        StackOverflowSelfTests.Run(ref report);
        FuelSelfTests.Run(ref report);
        AllocatorSelfTests.Run(ref report);
        RefusalSelfTests.Run(ref report);
        RunOnSystem(ref report);
    }
}
