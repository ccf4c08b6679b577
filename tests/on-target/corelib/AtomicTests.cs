using System.Threading;

namespace Nf.OnTarget;

/// <summary>Atomic operations: what they return and what they leave.</summary>
public static class AtomicTests
{
    private static int s_int;
    private static long s_long;

    /// <summary>Runs the group.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        report.Record("atomic.compare-exchange.32"u8, CompareExchange32());
        report.Record("atomic.compare-exchange.64"u8, CompareExchange64());
        report.Record("atomic.exchange"u8, Exchange());
        report.Record("atomic.add"u8, Add());
        report.Record("atomic.bits"u8, Bits());
        report.Record("atomic.volatile"u8, VolatileAccess());
    }

    private static bool CompareExchange32()
    {
        s_int = 5;
        uint unsigned = 0x8000_0000;
        return Interlocked.CompareExchange(ref s_int, 9, 4) == 5 && s_int == 5 && Interlocked.CompareExchange(ref s_int, 9, 5) == 5 && s_int == 9
            && Interlocked.CompareExchange(ref unsigned, uint.MaxValue, 0x8000_0000) == 0x8000_0000 && unsigned == uint.MaxValue;
    }

    private static bool CompareExchange64()
    {
        s_long = 0x1_0000_0005;
        return Interlocked.CompareExchange(ref s_long, 9, 5) == 0x1_0000_0005 && s_long == 0x1_0000_0005
            && Interlocked.CompareExchange(ref s_long, -2, 0x1_0000_0005) == 0x1_0000_0005 && s_long == -2;
    }

    private static bool Exchange()
    {
        s_int = 1;
        s_long = long.MinValue;
        return Interlocked.Exchange(ref s_int, -3) == 1 && s_int == -3 && Interlocked.Exchange(ref s_long, 7) == long.MinValue && s_long == 7;
    }

    private static bool Add()
    {
        s_int = int.MaxValue;
        s_long = uint.MaxValue;
        uint unsigned = 0;
        return Interlocked.Increment(ref s_int) == int.MinValue && Interlocked.Decrement(ref s_int) == int.MaxValue
            && Interlocked.Add(ref s_int, -7) == int.MaxValue - 7 && Interlocked.Add(ref s_long, 1) == 0x1_0000_0000
            && Interlocked.Decrement(ref unsigned) == uint.MaxValue && s_long == 0x1_0000_0000;
    }

    private static bool Bits()
    {
        s_int = 0b1100;
        return Interlocked.And(ref s_int, 0b0110) == 0b1100 && s_int == 0b0100 && Interlocked.Or(ref s_int, 0b0011) == 0b0100 && s_int == 0b0111;
    }

    private static bool VolatileAccess()
    {
        bool flag = false;
        byte small = 0;
        Volatile.Write(ref flag, true);
        Volatile.Write(ref small, 200);
        Volatile.Write(ref s_int, -4);
        Volatile.Write(ref s_long, -0x1_0000_0001);
        return Volatile.Read(ref flag) && Volatile.Read(ref small) == 200 && Volatile.Read(ref s_int) == -4 && Volatile.Read(ref s_long) == -0x1_0000_0001;
    }
}
