using System;
using System.Runtime.CompilerServices;

namespace Nf.Platform;

/// <summary>An I2C bus in memory with up to four <see cref="Tmp105"/> sensors.</summary>
public struct SimulatedI2cBus : II2cBus
{
    /// <summary>How many sensors the bus takes.</summary>
    public const int SensorCountMax = 4;

    private Sensors _sensors;
    private Addresses _addresses;

    /// <summary>Puts a sensor on the bus, as after power-on. O(1).</summary>
    /// <param name="address">A valid address.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/> for a bad address; <see cref="Status.Busy"/> if a sensor has it;
    /// <see cref="Status.Full"/> if there are four.
    /// </returns>
    public Status AttachTmp105(int address)
    {
        if (!I2cAddress.IsValid(address))
            return Status.InvalidArgument;
        if (Find(address) >= 0)
            return Status.Busy;
        // An empty place has the address 0, which no device may have.
        int index = Find(0);
        if (index < 0)
            return Status.Full;
        _addresses[index] = (byte)address;
        _sensors[index].Reset();
        return Status.Ok;
    }

    /// <summary>Sets what a sensor measures. O(1).</summary>
    /// <param name="address">The sensor's address.</param>
    /// <param name="milliCelsius">Thousandths of a degree Celsius, as <see cref="Tmp105.SetTemperature"/> takes them.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.NotFound"/> without a sensor there; <see cref="Status.InvalidArgument"/> for a
    /// temperature out of range.
    /// </returns>
    public Status SetTemperature(int address, int milliCelsius)
    {
        int index = I2cAddress.IsValid(address) ? Find(address) : -1;
        return index < 0 ? Status.NotFound : _sensors[index].SetTemperature(milliCelsius);
    }

    /// <inheritdoc/>
    public Status Write(int address, ReadOnlySpan<byte> data)
    {
        Status status = Select(address, data.Length, out int index);
        if (status == Status.Ok)
            _sensors[index].Write(data);
        return status;
    }

    /// <inheritdoc/>
    public Status Read(int address, Span<byte> data)
    {
        Status status = Select(address, data.Length, out int index);
        if (status == Status.Ok)
            _sensors[index].Read(data);
        return status;
    }

    /// <inheritdoc/>
    public Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input)
    {
        if (input.Length == 0)
            return Status.InvalidArgument;
        Status status = Write(address, output);
        return status == Status.Ok ? Read(address, input) : status;
    }

    private readonly Status Select(int address, int length, out int index)
    {
        index = -1;
        if (!I2cAddress.IsValid(address) || length == 0)
            return Status.InvalidArgument;
        index = Find(address);
        return index < 0 ? Status.I2cNoAcknowledge : Status.Ok;
    }

    private readonly int Find(int address)
    {
        for (int i = 0; i < SensorCountMax; i++)
        {
            if (_addresses[i] == address)
                return i;
        }
        return -1;
    }

    [InlineArray(SensorCountMax)]
    private struct Sensors
    {
        private Tmp105 _element;
    }

    [InlineArray(SensorCountMax)]
    private struct Addresses
    {
        private byte _element;
    }
}
