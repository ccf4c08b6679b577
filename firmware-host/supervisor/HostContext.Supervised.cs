using System;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <content>What a guest has that is supervised.</content>
public unsafe partial struct HostContext
{
    /// <summary>The manifest; only of a guest that was admitted and has one.</summary>
    internal readonly ref readonly Manifest Manifest => ref System.Runtime.CompilerServices.Unsafe.AsRef(in _manifest);

    /// <summary>Begins anew, as a guest that was never called. Fuel that was used stays counted.</summary>
    internal void Restart()
    {
        Tick = 0;
        ExitCode = 0;
        StopTold = false;
        RandomState = 0;
        Trace.Initialize(null, 0);
        CloseObjects();
    }

    /// <summary>Publishes the sample of a tick that was counted, if the guest wants one.</summary>
    /// <returns>Ok; TrapBadPointer or BucketCorrupt for a ring that is none.</returns>
    internal Status PublishTick(Span<byte> memory)
    {
        Status status = Status.Ok;
        PublishSample(memory, ref status);
        return status;
    }

    /// <summary>Has edges of a pin reported.</summary>
    /// <returns>Ok; what the pin says; NotGranted.</returns>
    internal Status WatchPin(int pin, PinEdges edges)
    {
        if ((uint)pin >= (uint)Board.PinCount) return Status.PinNotFound;
        if (DeviceAccess.CheckPin(in this, pin, DeviceAccess.Input) != Status.Ok) return Status.NotGranted;
        ref GuestEvents events = ref Link.Guest.Events;
        Status status = DeviceAccess.CheckPin(in this, pin, DeviceAccess.Input);
        if (status == Status.Ok) status = Board.Gpio.WatchPin(pin, edges);
        if (status == Status.Ok) events.WatchedPins = edges == 0 ? events.WatchedPins & ~(1ul << pin) : events.WatchedPins | (1ul << pin);
        return status;
    }

    /// <summary>Ends the reports of pins that no other guest watches. O(pins x places).</summary>
    internal void UnwatchPins(ulong pins)
    {
        for (int place = 0; place < Link.Places; place++)
        {
            if (place != Link.Place) pins &= ~Link.Guests[place].Events.WatchedPins;
        }

        for (int pin = 0; pins >> pin != 0 && pin < Board.PinCount; pin++)
        {
            if ((pins >> pin & 1) != 0) _ = Board.Gpio.WatchPin(pin, PinEdges.None);
        }
    }

    /// <summary>Gives the outputs that the manifest declares their safe levels.</summary>
    internal void DriveSafeOutputs()
    {
        for (int i = 0; i < _manifest.SafeOutputCount; i++)
        {
            _manifest.SafeOutput(i, out ReadOnlySpan<byte> name, out bool isHigh);
            if (PinName.Parse(name, out int pin) != Status.Ok) continue;
            PinValue level = isHigh ? PinValue.High : PinValue.Low;
            // A guest that never came as far has not opened it.
            if (Board.Gpio.Write(pin, level) == Status.Ok || Board.Gpio.OpenPin(pin, PinMode.Output) != Status.Ok) continue;
            _ = Board.Gpio.Write(pin, level);
        }
    }

    // See HostFeatures.
    partial void CloseObjects();
}
