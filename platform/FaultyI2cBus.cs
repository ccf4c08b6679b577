using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>
/// A bus that can be made to fail: devices can be taken off it, and chosen or random transfers fail. Without a fault it passes every
/// call to the bus inside.
/// </summary>
/// <typeparam name="TBus">The bus inside; a failed call does not reach it.</typeparam>
/// <remarks>
/// Boards wrap their bus, simulated or real, in this: a scenario that says "the sensor is gone" then holds on all of them.
/// A call of <see cref="WriteRead"/> counts as one transfer.
/// </remarks>
public struct FaultyI2cBus<TBus> : II2cBus
    where TBus : struct, II2cBus
{
    private TBus _bus;
    private ulong _absentLow;
    private ulong _absentHigh;
    private ulong _transferCount;
    private ulong _failingTransfer;
    private Status _chosenFault;
    private Status _randomFault;
    private uint _oneIn;
    private XorShift32 _random;

    /// <summary>The bus inside.</summary>
    [UnscopedRef]
    public ref TBus Bus => ref _bus;

    /// <summary>Takes a device off the bus or puts it back; the device itself does not notice. O(1).</summary>
    /// <param name="address">A valid address, with or without a device.</param>
    /// <param name="present">False: transfers to the address end with <see cref="Status.I2cNoAcknowledge"/>.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status SetPresent(int address, bool present)
    {
        if (!I2cAddress.IsValid(address))
            return Status.InvalidArgument;
        ref ulong absent = ref address < 64 ? ref _absentLow : ref _absentHigh;
        ulong bit = 1UL << (address & 63);
        absent = present ? absent & ~bit : absent | bit;
        return Status.Ok;
    }

    /// <summary>Makes one later transfer fail; replaces an earlier choice. O(1).</summary>
    /// <param name="transfersFromNow">1 is the next transfer; 0 takes the choice back.</param>
    /// <param name="fault">How it fails; not <see cref="Status.Ok"/>.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status FailTransfer(uint transfersFromNow, Status fault)
    {
        if (fault == Status.Ok)
            return Status.InvalidArgument;
        _failingTransfer = transfersFromNow == 0 ? 0 : _transferCount + transfersFromNow;
        _chosenFault = fault;
        return Status.Ok;
    }

    /// <summary>Makes about one in <paramref name="oneIn"/> transfers fail, the same ones for the same seed. O(1).</summary>
    /// <param name="seed">Any number but 0.</param>
    /// <param name="oneIn">1: every transfer fails; 0: none does any more.</param>
    /// <param name="fault">How they fail; not <see cref="Status.Ok"/>.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status FailRandomly(uint seed, uint oneIn, Status fault)
    {
        if (seed == 0 || fault == Status.Ok)
            return Status.InvalidArgument;
        _random = new XorShift32(seed);
        _oneIn = oneIn;
        _randomFault = fault;
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Write(int address, ReadOnlySpan<byte> data)
    {
        Status fault = NextFault(address);
        return fault == Status.Ok ? _bus.Write(address, data) : fault;
    }

    /// <inheritdoc/>
    public Status Read(int address, Span<byte> data)
    {
        Status fault = NextFault(address);
        return fault == Status.Ok ? _bus.Read(address, data) : fault;
    }

    /// <inheritdoc/>
    public Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input)
    {
        Status fault = NextFault(address);
        return fault == Status.Ok ? _bus.WriteRead(address, output, input) : fault;
    }

    private Status NextFault(int address)
    {
        // The bus inside names what is wrong with the address.
        if (!I2cAddress.IsValid(address))
            return Status.Ok;
        _transferCount++;
        if (_transferCount == _failingTransfer)
            return _chosenFault;
        if (_oneIn != 0 && _random.Next() % _oneIn == 0)
            return _randomFault;
        ulong absent = address < 64 ? _absentLow : _absentHigh;
        return (absent >> (address & 63) & 1) != 0 ? Status.I2cNoAcknowledge : Status.Ok;
    }
}
