using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>Registers of devices: every access happens, once, in the order of the program.</summary>
internal static unsafe class Mmio
{
    /// <summary>Reads a 32-bit register. O(1).</summary>
    /// <param name="address">A multiple of 4.</param>
    /// <remarks>
    /// A call and not a copy in its callers: where one keeps only a byte of the value, the ahead-of-time compiler reads only that byte, and
    /// where the byte is not used it reads nothing at all, though the field is volatile.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint Read(uint address) => ((Register*)address)->Value;

    /// <summary>Writes a 32-bit register. O(1).</summary>
    /// <param name="address">A multiple of 4.</param>
    /// <param name="value">Any bits.</param>
    public static void Write(uint address, uint value) => ((Register*)address)->Value = value;

    /// <summary>Sets bits of a register and leaves the others. O(1).</summary>
    /// <param name="address">A multiple of 4.</param>
    /// <param name="bits">The bits to set.</param>
    public static void SetBits(uint address, uint bits) => Write(address, Read(address) | bits);

    /// <summary>Clears bits of a register and leaves the others. O(1).</summary>
    /// <param name="address">A multiple of 4.</param>
    /// <param name="bits">The bits to clear.</param>
    public static void ClearBits(uint address, uint bits) => Write(address, Read(address) & ~bits);

    /// <summary>Reads a register until some of its bits have a value.</summary>
    /// <param name="address">A multiple of 4.</param>
    /// <param name="mask">The bits to look at.</param>
    /// <param name="expected">What they shall be.</param>
    /// <param name="readCountMax">Reads before giving up; one takes at least two core clocks.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.TimedOut"/>.</returns>
    public static Status WaitFor(uint address, uint mask, uint expected, uint readCountMax)
    {
        for (uint reads = 0; reads < readCountMax; reads++)
        {
            if ((Read(address) & mask) == expected)
                return Status.Ok;
        }
        return Status.TimedOut;
    }

    private struct Register
    {
        public volatile uint Value;
    }
}
