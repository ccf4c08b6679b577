using System.Collections.Generic;

namespace Nf.Build;

/// <summary>How gcc compiles what wasm2c made.</summary>
internal static class AheadFlags
{
    /// <summary>Its options.</summary>
    /// <param name="toolchain">The target's compiler.</param>
    /// <param name="board">The target.</param>
    /// <param name="checks">How accesses are checked.</param>
    /// <param name="shared">True for a shared object.</param>
    /// <param name="optimisation">As <c>-O2</c>, which is what null gives.</param>
    public static IEnumerable<string> Of(
        Toolchain toolchain, BoardDescription board, AheadChecks checks, bool shared, string? optimisation)
    {
        foreach (string flag in toolchain.CpuFlags)
            yield return flag;
        yield return optimisation ?? "-O2";
        // Floats as WebAssembly has them: nothing fused, signalling NaNs become quiet; the C library reports errors by results only.
        foreach (string flag in (string[])["-std=gnu11", "-w", "-fwrapv", "-fno-strict-aliasing", "-ffp-contract=off", "-fsignaling-nans", "-fno-math-errno"])
            yield return flag;
        foreach (string flag in (string[])["-fno-stack-protector", "-fvisibility=hidden", "-ffunction-sections", "-fdata-sections"])
            yield return flag;
        if (checks == AheadChecks.Guard)
        {
            // A fault must find all that was stored before it, and nothing after it; and it must come even if nobody wants the value.
            yield return "-fnon-call-exceptions";
            yield return "-fno-delete-dead-exceptions";
            yield return "-fno-asynchronous-unwind-tables";
            yield return "-DNF_AHEAD_GUARD_PAGES";
        }
        if (!board.IsCortexM)
            yield return shared ? "-fPIC" : "-fPIE";
        yield return "-I" + Repository.PathOf("runtime-core", "native", "ahead");
        yield return "-I" + Repository.PathOf("runtime-core", "native", "include");
    }
}
