using System.Threading;

namespace Nf.Platform;

public static unsafe partial class GuestThread
{
    /// <inheritdoc/>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes)
    {
        if (!IsValidStack(stackBytes))
            return Status.InvalidArgument;
        Thread thread = new(() => function(argument), stackBytes);
        thread.Start();
        thread.Join();
        return Status.Ok;
    }

    /// <inheritdoc/>
    public static partial void MeasureStack(out int usedBytes, out int stackBytes) => usedBytes = stackBytes = 0;
}
