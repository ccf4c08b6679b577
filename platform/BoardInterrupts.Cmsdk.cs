namespace Nf.Platform;

/// <summary>What happens at the interrupts of the Arm MPS2 board that nf's drivers use. Source: Arm DAI 0400, table 4-3.</summary>
public static class BoardInterrupts
{
    /// <summary>The exception that cannot be held off: the watchdog has it to itself.</summary>
    private const int NonMaskable = -14;

    /// <summary>Does what an interrupt asks for. Called by the start-up code only, in the interrupt.</summary>
    /// <param name="number">The interrupt's number; one that no driver uses is held off from now on.</param>
    public static void Handle(int number)
    {
        if (number == NonMaskable)
            CmsdkWatchdog.OnExpiry();
        else if (number == CmsdkUart.ReceiveInterrupt || number == CmsdkUart.SendInterrupt)
            UartLine<CmsdkUart>.OnInterrupt();
        else if (number >= 0)
            Nvic.Disable(number);
    }
}
