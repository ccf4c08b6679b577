using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>Lets the events of a scenario happen to devices, tick by tick: O(events) over the whole run.</summary>
public unsafe struct ScenarioPlayer
{
    // A span cannot live in the static storage of a board.
    private byte* _blob;
    private int _blobLength;
    private int _next;

    /// <summary>Whether there is a scenario.</summary>
    public readonly bool IsLoaded => _blob != null;

    /// <summary>Checks a scenario and prepares the devices for it. O(events).</summary>
    /// <typeparam name="TDevices">The devices of the board.</typeparam>
    /// <param name="blob">
    /// The binary form. The player keeps its address: it must stay where it is, unchanged, as long as the player plays. Flash, native
    /// memory and pinned arrays do.
    /// </param>
    /// <param name="devices">The devices, initialised.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>, a failure of <see cref="Scenario.Parse"/> or of <see cref="IDevices.Prepare"/>; on failure nothing is
    /// loaded.
    /// </returns>
    public Status Load<TDevices>(ReadOnlySpan<byte> blob, ref TDevices devices)
        where TDevices : struct, IDevices
    {
        this = default;
        Status status = Scenario.Parse(blob, out Scenario scenario);
        for (int i = 0; i < scenario.EventCount && status == Status.Ok; i++)
        {
            status = scenario.GetEvent(i, out ScenarioEvent scenarioEvent);
            if (status == Status.Ok)
                status = devices.Prepare(in scenarioEvent, scenario.IsFromOutside);
        }
        if (status != Status.Ok)
            return status;
        _blob = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(blob));
        _blobLength = blob.Length;
        return Status.Ok;
    }

    /// <summary>Applies, in order, all events up to a tick that have not happened yet. O(events applied).</summary>
    /// <typeparam name="TDevices">The devices of the board.</typeparam>
    /// <param name="tick">The tick that begins.</param>
    /// <param name="devices">The devices for which the scenario was loaded.</param>
    /// <returns><see cref="Status.Ok"/>, or the failure of an event; the events behind it then wait for the next call.</returns>
    public Status Play<TDevices>(ulong tick, ref TDevices devices)
        where TDevices : struct, IDevices
    {
        if (!IsLoaded)
            return Status.Ok;
        // Checked by Load; the blob does not change.
        Scenario scenario = Scenario.Trusted(new ReadOnlySpan<byte>(_blob, _blobLength));
        while (scenario.GetEvent(_next, out ScenarioEvent scenarioEvent) == Status.Ok && scenarioEvent.Tick <= tick)
        {
            _next++;
            Status status = devices.Apply(in scenarioEvent);
            if (status != Status.Ok)
                return status;
        }
        return Status.Ok;
    }
}
