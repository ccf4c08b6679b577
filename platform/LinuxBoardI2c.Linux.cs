using System;
using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>The I2C bus of a process on Linux: simulated until a bus of the machine is opened.</summary>
public struct LinuxBoardI2c : II2cBus
{
    private LinuxI2c _bus;
    private FaultyI2cBus<SimulatedI2cBus> _simulated;

    /// <summary>The machine's bus; what is opened takes the place of the simulated one, before any guest is there.</summary>
    [UnscopedRef]
    public ref LinuxI2c Bus => ref _bus;

    /// <summary>The simulated bus; of no use when there is another.</summary>
    [UnscopedRef]
    public ref FaultyI2cBus<SimulatedI2cBus> Simulated => ref _simulated;

    /// <inheritdoc/>
    public Status Write(int address, ReadOnlySpan<byte> data) =>
        _bus.IsOpen ? _bus.Write(address, data) : _simulated.Write(address, data);

    /// <inheritdoc/>
    public Status Read(int address, Span<byte> data) => _bus.IsOpen ? _bus.Read(address, data) : _simulated.Read(address, data);

    /// <inheritdoc/>
    public Status WriteRead(int address, ReadOnlySpan<byte> output, Span<byte> input) =>
        _bus.IsOpen ? _bus.WriteRead(address, output, input) : _simulated.WriteRead(address, output, input);
}
