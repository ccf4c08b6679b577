using System.Runtime.InteropServices;

namespace Nf.Platform;

public static unsafe partial class GuestThread
{
    /// <inheritdoc/>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes)
    {
        function(argument);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public static partial void MeasureStack(out int usedBytes, out int stackBytes)
    {
        usedBytes = (int)nf_stack_used_max();
        stackBytes = (int)nf_stack_bytes();
    }

    [DllImport("nf_board")]
    private static extern uint nf_stack_used_max();

    [DllImport("nf_board")]
    private static extern uint nf_stack_bytes();
}
