namespace Nf.OnTarget;

public static unsafe partial class SelfTests
{
    static partial void RunOnSystem<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Run("churn.resident-memory"u8, &ChurnSelfTests.Churn, ref report);
        Run("wasi.pointers"u8, &WasiSelfTests.Pointers, ref report);
        Run("wasi.odd-pointers"u8, &WasiSelfTests.OddPointers, ref report);
        Run("wasi.vectors"u8, &WasiSelfTests.Vectors, ref report);
        Run("wasi.exit"u8, &WasiSelfTests.Exit, ref report);
    }
}
