namespace Nf.Platform;

/// <summary>What happens at the interrupts of the LM3S6965 that nf's drivers use. Source: TI SPMS177, table 2-9.</summary>
public static class BoardInterrupts
{
    private const int Watchdog = 18;

    /// <summary>Does what an interrupt asks for. Called by the start-up code only, in the interrupt.</summary>
    /// <param name="number">The interrupt's number; one that no driver uses is held off from now on.</param>
    public static void Handle(int number)
    {
        if (number == StellarisUart.ReceiveInterrupt)
            UartLine<StellarisUart>.OnInterrupt();
        else if (number == Watchdog)
            StellarisWatchdog.OnExpiry();
        else if (StellarisEdges.TryFindPort(number, out int port))
            StellarisEdges.OnInterrupt(port);
        else if (number >= 0)
            Nvic.Disable(number);
    }
}
