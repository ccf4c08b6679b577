using System.Text;
using Nf.Errors;
using Nf.Platform;

namespace Nf.Emulation;

/// <summary>The pins of an emulated Stellaris chip, as the emulator knows them.</summary>
public static class StellarisPins
{
    // The order in which QEMU 7.2 makes the board's devices: seven GPIO ports from the eighth on.
    private const int FirstPort = 8;
    private static readonly uint[] s_bases = [0x40004000, 0x40005000, 0x40006000, 0x40007000, 0x40024000, 0x40025000, 0x40026000];

    /// <summary>The device of a port.</summary>
    /// <param name="port">A to G.</param>
    public static string Device(char port) => $"/machine/unattached/device[{FirstPort + port - 'A'}]";

    /// <summary>The number of a pin of this chip.</summary>
    /// <param name="name">As PE3.</param>
    /// <exception cref="NfException">PinNotFound.</exception>
    public static int Parse(string name)
    {
        bool isKnown = PinName.Parse(Encoding.ASCII.GetBytes(name), out int pin) == Status.Ok && pin < s_bases.Length * PinName.PinsPerPort;
        return isKnown ? pin : throw new NfException(Status.PinNotFound, $"The pin is '{name}', but must be one of PA0 to PG7.");
    }

    /// <summary>The address at which only this pin's level is read (PL061, GPIODATA: the mask is in the address).</summary>
    public static uint LevelAddress(int pin) => s_bases[pin / PinName.PinsPerPort] + (4u << (pin % PinName.PinsPerPort));
}
