namespace Nf.Platform;

public static unsafe partial class BoardSystem
{
    // The board's register of reset causes is not documented for this image, and the emulator has none.
    private static partial ResetCause TakeHardwareCause() => ResetCause.Unknown;
}
