using System.Diagnostics.CodeAnalysis;

namespace Nf.Platform;

/// <summary>The pins of a process on Linux: simulated until a chip of the machine is opened.</summary>
public struct LinuxBoardGpio : IGpioController
{
    private LinuxGpio _chip;
    private SimulatedGpio _simulated;

    /// <inheritdoc/>
    public static int PinCount => PinName.PinCount;

    /// <summary>The chip; what is opened takes the place of the simulated pins, before any guest is there.</summary>
    [UnscopedRef]
    public ref LinuxGpio Chip => ref _chip;

    /// <summary>The simulated pins; of no use when there is a chip.</summary>
    [UnscopedRef]
    public ref SimulatedGpio Simulated => ref _simulated;

    /// <inheritdoc/>
    public Status OpenPin(int pin, PinMode mode) => _chip.IsOpen ? _chip.OpenPin(pin, mode) : _simulated.OpenPin(pin, mode);

    /// <inheritdoc/>
    public readonly Status Read(int pin, out PinValue value) => _chip.IsOpen ? _chip.Read(pin, out value) : _simulated.Read(pin, out value);

    /// <inheritdoc/>
    public Status Write(int pin, PinValue value) => _chip.IsOpen ? _chip.Write(pin, value) : _simulated.Write(pin, value);

    /// <inheritdoc/>
    public Status WatchPin(int pin, PinEdges edges) => _chip.IsOpen ? _chip.WatchPin(pin, edges) : _simulated.WatchPin(pin, edges);

    /// <inheritdoc/>
    public bool TryTakeEdge(out PinEdge edge) => _chip.IsOpen ? _chip.TryTakeEdge(out edge) : _simulated.TryTakeEdge(out edge);

    /// <inheritdoc/>
    public uint LostEdgeCount => _chip.IsOpen ? _chip.LostEdgeCount : _simulated.LostEdgeCount;
}
