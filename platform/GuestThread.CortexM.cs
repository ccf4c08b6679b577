namespace Nf.Platform;

public static unsafe partial class GuestThread
{
    /// <inheritdoc/>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes)
    {
        function(argument);
        return Status.Ok;
    }
}
