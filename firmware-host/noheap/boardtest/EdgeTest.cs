using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Watches PE3 for both edges and says each, until there were four.</summary>
internal static class EdgeTest
{
    private const int Pin = 35; // PE3
    private const int EdgeCount = 4;
    private const ulong SleepNanoseconds = 1_000_000_000_000;

    /// <summary>Runs until four edges came.</summary>
    public static Status Run(ref BoardGpio gpio)
    {
        Status status = gpio.OpenPin(Pin, PinMode.Input);
        if (status == Status.Ok)
            status = gpio.WatchPin(Pin, PinEdges.Both);
        Program.Say("watching"u8, (long)status, 0);
        for (int edges = 0; status == Status.Ok && edges < EdgeCount;)
        {
            if (!gpio.TryTakeEdge(out PinEdge edge))
            {
                BoardSystem.WaitUntil(BoardSystem.UptimeNanoseconds() + SleepNanoseconds);
                continue;
            }
            edges++;
            Program.Say("edge"u8, edge.Pin, (long)edge.Value);
        }
        return status;
    }
}
