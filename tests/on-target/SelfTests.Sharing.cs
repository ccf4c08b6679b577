namespace Nf.OnTarget;

public static partial class SelfTests
{
    static partial void RunSharing<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SlotSelfTests.Run(ref report);
        VeraSelfTests.Run(ref report);
        JsonSelfTests.Run(ref report);
        SharedSelfTests.Run(ref report);
        PoolSelfTests.Run(ref report);
    }
}
