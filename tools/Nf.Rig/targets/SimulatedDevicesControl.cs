using System;
using System.Collections.Generic;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Target;

namespace Nf.Rig;

/// <summary>The simulated devices of a target, over its control line. What was set is remembered for its next start.</summary>
internal sealed class SimulatedDevicesControl
{
    private readonly SortedDictionary<byte, int?> _temperatures = [];
    private readonly SortedDictionary<byte, bool> _levels = [];

    /// <summary>Says what a sensor measures.</summary>
    /// <param name="session">The target; null while it is off.</param>
    /// <param name="address">The sensor.</param>
    /// <param name="milliCelsius">Thousandths of a degree; null: it does not answer any more.</param>
    public void SetTemperature(TargetSession? session, byte address, int? milliCelsius)
    {
        bool wasAway = _temperatures.TryGetValue(address, out int? before) && before == null;
        _temperatures[address] = milliCelsius;
        if (session != null)
            TellTemperature(session, address, milliCelsius, wasAway);
    }

    /// <summary>Drives a pin.</summary>
    /// <param name="session">The target; null while it is off.</param>
    /// <param name="pin">The pin.</param>
    /// <param name="isHigh">Its level.</param>
    public void DrivePin(TargetSession? session, byte pin, bool isHigh)
    {
        _levels[pin] = isHigh;
        if (session != null)
            Tell(session, ScenarioEventKind.PinLevel, pin, isHigh ? 1 : 0);
    }

    /// <summary>Sets all again, on a target that has started.</summary>
    public void Restore(TargetSession session)
    {
        foreach ((byte address, int? milliCelsius) in _temperatures)
            TellTemperature(session, address, milliCelsius, wasAway: false);
        foreach ((byte pin, bool isHigh) in _levels)
            Tell(session, ScenarioEventKind.PinLevel, pin, isHigh ? 1 : 0);
    }

    /// <summary>The level of a pin; one that no guest configured is not driven, which is low.</summary>
    public static bool ReadPin(TargetSession session, byte pin)
    {
        Status status = session.TryAsk(MessageType.Pin, new PinQuery { Pin = pin }, out PinLevel level);
        if (status == Status.PinNotOpen)
            return false;
        session.Check(MessageType.Pin, status, null);
        return level.IsHigh;
    }

    /// <summary>What the display shows, as a PNG file.</summary>
    public static byte[] TakePicture(TargetSession session)
    {
        List<byte> pixels = [];
        DisplayPiece piece;
        do
        {
            DisplayQuery query = new() { Offset = (ushort)pixels.Count, Count = (ushort)DisplayPiece.TailBytesMax };
            Status status = session.TryAsk(MessageType.Display, query, default, out piece, out ReadOnlySpan<byte> bytes);
            session.Check(MessageType.Display, status, null);
            pixels.AddRange(bytes);
        }
        while (pixels.Count < piece.Width * piece.Height / DisplayArea.PixelsPerByte);
        return GreyPng.Encode(piece.Width, piece.Height, pixels.ToArray());
    }

    private static void TellTemperature(TargetSession session, byte address, int? milliCelsius, bool wasAway)
    {
        if (milliCelsius is not { } value)
        {
            Tell(session, ScenarioEventKind.I2cAbsent, address, 0);
            return;
        }
        if (wasAway)
            Tell(session, ScenarioEventKind.I2cPresent, address, 0);
        Tell(session, ScenarioEventKind.Temperature, address, value);
    }

    private static void Tell(TargetSession session, ScenarioEventKind kind, byte target, int value) =>
        session.Tell(MessageType.Stimulus, new Stimulus { Kind = (byte)kind, Target = target, Value = (uint)value });
}
