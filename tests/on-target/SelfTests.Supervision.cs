namespace Nf.OnTarget;

public static partial class SelfTests
{
    static partial void RunSupervision<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        ScheduleSelfTests.Run(ref report);
        SupervisorSelfTests.Run(ref report);
        TopicSelfTests.Run(ref report);
        UpdateSelfTests.Run(ref report);
        CrashSelfTests.Run(ref report);
    }
}
