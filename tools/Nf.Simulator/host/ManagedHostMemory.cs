using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Simulator;

/// <summary>What a <see cref="ManagedHost"/> has where a board has its RAM: it must not move.</summary>
internal struct ManagedHostMemory
{
    /// <summary>The host.</summary>
    public FirmwareHost<SimulatedStorage> Host;

    /// <summary>Its end of the control line.</summary>
    public ControlServer<FirmwareHost<SimulatedStorage>> Server;

    /// <summary>The devices.</summary>
    public Board Board;

    /// <summary>What outlives a reset.</summary>
    public CrashMemory Crash;

    private GuestPlaces _guests;
    private StorePlaces _stores;

    /// <summary>The guest of the first place; the others follow.</summary>
    [UnscopedRef]
    public ref SupervisedGuest Guests => ref _guests[0];

    /// <summary>The store of the first place; the others follow.</summary>
    [UnscopedRef]
    public ref ModuleStore<SimulatedStorage> Stores => ref _stores[0];

    /// <summary>A place's handle of the medium.</summary>
    [UnscopedRef]
    public ref SimulatedStorage Medium(int place) => ref _stores[place].Storage;

    /// <summary>Forgets everything but what outlives a reset.</summary>
    public void Reset()
    {
        CrashMemory crash = Crash;
        this = default;
        Crash = crash;
    }

    [InlineArray(ManagedHost.Places)]
    private struct GuestPlaces
    {
        private SupervisedGuest _first;
    }

    [InlineArray(ManagedHost.Places)]
    private struct StorePlaces
    {
        private ModuleStore<SimulatedStorage> _first;
    }
}
