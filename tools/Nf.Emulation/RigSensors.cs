using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nf.Build;

namespace Nf.Emulation;

/// <summary>
/// The temperature sensors that a board's emulator has on its I2C bus, by address, with the names under which the emulator's monitor knows
/// them. A board with such sensors gets its stimuli from outside; the others simulate their sensors themselves.
/// </summary>
public static class RigSensors
{
    private const string Device = "tmp105";

    /// <summary>The sensors of a board; empty for most.</summary>
    public static IReadOnlyDictionary<int, string> Of(BoardDescription board)
    {
        Dictionary<int, string> sensors = [];
        foreach (string argument in board.Emulator.Arguments)
        {
            // As "tmp105,id=t0,address=0x48,bus=i2c".
            string[] parts = argument.Split(',');
            if (parts[0] == Device && Value(parts, "id=") is { } id && Value(parts, "address=0x") is { } address)
                sensors.Add(int.Parse(address, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), id);
        }
        return sensors;
    }

    private static string? Value(string[] parts, string key) =>
        parts.FirstOrDefault(part => part.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
}
