namespace Nf.Platform;

/// <summary>Edges of the LM3S6965's pins (Arm PL061), by the interrupts of their ports. Source: TI SPMS177, chapter 8.</summary>
internal static class StellarisEdges
{
    /// <summary>Register of a port with a bit for each pin that interrupts.</summary>
    public const uint Mask = 0x410;

    private const uint Sense = 0x404;
    private const uint BothEdges = 0x408;
    private const uint Event = 0x40C;
    private const uint MaskedState = 0x418;
    private const uint Clear = 0x41C;

    /// <summary>The data register of all pins at once.</summary>
    private const uint Data = 0x3FC;

    // Interrupts of the ports: A to E are 0 to 4, F and G are 30 and 31.
    private const int PortCountLow = 5;
    private const int PortF = 5;
    private const int PortFInterrupt = 30;

    // The pins are one device: interrupts know no structure that holds its state.
    private static EdgeQueue s_queue;

    /// <summary>Edges that found the queue full.</summary>
    public static uint LostCount => s_queue.LostCount;

    /// <summary>Takes the oldest edge. O(1).</summary>
    public static bool TryTake(out PinEdge edge) => s_queue.TryTake(out edge);

    /// <summary>The port that interrupts with this number.</summary>
    public static bool TryFindPort(int number, out int port)
    {
        port = number < PortCountLow ? number : number - PortFInterrupt + PortF;
        return (uint)port < StellarisSystem.PortCount && InterruptOf(port) == number;
    }

    /// <summary>Watches edges of a pin. O(1).</summary>
    /// <param name="port">Its port, with its clock.</param>
    /// <param name="bit">Its bit.</param>
    /// <param name="edges">The edges.</param>
    public static void Watch(int port, uint bit, PinEdges edges)
    {
        uint registers = StellarisSystem.PortBase(port);
        Mmio.ClearBits(registers + Mask, bit);
        Mmio.ClearBits(registers + Sense, bit);
        Set(registers + BothEdges, bit, edges == PinEdges.Both);
        Set(registers + Event, bit, edges == PinEdges.Rising);
        Mmio.Write(registers + Clear, bit);
        if (edges == PinEdges.None)
            return;
        Mmio.SetBits(registers + Mask, bit);
        Nvic.Enable(InterruptOf(port));
    }

    /// <summary>Keeps the edges of a port. Called by the interrupt only.</summary>
    public static void OnInterrupt(int port)
    {
        uint registers = StellarisSystem.PortBase(port);
        uint pins = Mmio.Read(registers + MaskedState);
        Mmio.Write(registers + Clear, pins);
        uint both = Mmio.Read(registers + BothEdges), rising = Mmio.Read(registers + Event), levels = Mmio.Read(registers + Data);
        // Of a pin that is watched for one edge only, the level may have changed again.
        levels = (levels & both) | (rising & ~both);
        for (int bit = 0; bit < PinName.PinsPerPort; bit++)
        {
            if ((pins >> bit & 1) != 0)
                s_queue.Put(new PinEdge((port * PinName.PinsPerPort) + bit, (PinValue)(levels >> bit & 1)));
        }
    }

    private static int InterruptOf(int port) => port < PortCountLow ? port : port - PortF + PortFInterrupt;

    private static void Set(uint register, uint bits, bool set)
    {
        if (set)
            Mmio.SetBits(register, bits);
        else
            Mmio.ClearBits(register, bits);
    }
}
