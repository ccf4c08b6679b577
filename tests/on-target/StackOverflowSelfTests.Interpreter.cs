using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.OnTarget;

internal static unsafe partial class StackOverflowSelfTests
{
    // Deeper than the native stack of any target lets blocks nest.
    private const int NestingMax = 1200;

    [FixedAddressValueType]
    private static NestedModule s_nested;

    static partial void RunInterpreter<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("stack.nested-blocks"u8, &NestedBlocks, ref report);
        SelfTests.Run("stack.nested-loops"u8, &NestedLoops, ref report);
    }

    public static void NestedBlocks(ref Check check) => Nest(0x02, ref check);

    public static void NestedLoops(ref Check check) => Nest(0x03, ref check);

    private static void Nest(byte opcode, ref Check check)
    {
        int bytes = s_nested.Write(NestingMax, opcode);
        RefuseNested(bytes, ref check);
        Containment.CheckNextGuest(ref check);
        // As deep as is always taken, it runs.
        bytes = s_nested.Write(InstanceOptions.NestingAlways, opcode);
        Status status = TestGuest.Load<HostileHost>(s_nested.Bytes(bytes), 0, out TestGuest guest);
        using TestGuest scope = guest;
        check.Equal(Status.Ok, status);
        if (status == Status.Ok) check.Equal(Status.Ok, guest.Call("f"u8, ":"u8, default(ReadOnlySpan<ulong>), out _));
    }

    private static void RefuseNested(int bytes, ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(s_nested.Bytes(bytes), 0, out TestGuest guest);
        using TestGuest scope = guest;
        check.Equal(Status.LimitExceeded, status);
        check.Equal((long)LoadDetail.Nesting, (long)guest.Error.Detail);
    }
}
