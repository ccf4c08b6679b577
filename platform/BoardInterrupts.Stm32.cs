namespace Nf.Platform;

/// <summary>What happens at the interrupts of the STM32F405 that nf's drivers use. Source: ST RM0090, table 62.</summary>
public static class BoardInterrupts
{
    /// <summary>Does what an interrupt asks for. Called by the start-up code only, in the interrupt.</summary>
    /// <param name="number">The interrupt's number; one that no driver uses is held off from now on.</param>
    public static void Handle(int number)
    {
        if (number == Stm32Usart.ReceiveInterrupt)
            UartLine<Stm32Usart>.OnInterrupt();
        else if (number >= 0)
            Nvic.Disable(number);
    }
}
