using Nf.Platform;

namespace Nf.FirmwareHost;

internal static unsafe partial class Program
{
    // The test's own folder is the process's.
    static partial void KeepCrash() => _ = BoardSystem.KeepCrash("crash\0"u8);
}
