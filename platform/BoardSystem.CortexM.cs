using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    /// <inheritdoc/>
    public static partial void WaitUntil(ulong uptimeNanoseconds) => nf_wait_until(uptimeNanoseconds);

    private static partial void Begin()
    {
        nf_clock_start();
        nf_crash_begin();
    }

    // See boards/common/nf_cortex_m.h.
    [DllImport("nf_board")]
    private static extern void nf_clock_start();

    [DllImport("nf_board")]
    private static extern void nf_wait_until(ulong uptimeNanoseconds);
}
