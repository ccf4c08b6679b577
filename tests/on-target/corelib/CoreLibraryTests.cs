namespace Nf.OnTarget;

/// <summary>The self-tests of the core library: .NET passes the same ones, so what they hold is the same in both worlds.</summary>
public static class CoreLibraryTests
{
    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        ArithmeticTests.Run(ref report);
        SpanTests.Run(ref report);
        AtomicTests.Run(ref report);
        LanguageTests.Run(ref report);
    }
}
