using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Nf.Platform;

namespace Nf.Rig;

/// <summary>Reads what is wired, and how.</summary>
internal static class RigWiringReader
{
    private const string Expected = "\"i2c:0x48\" (0x08 to 0x77), \"gpio:PF0\" (PA0 to PH7) or \"display\"";

    /// <summary>Words of `expect` that can't be names of pins.</summary>
    private static readonly string[] s_reserved = ["within", "for", "log", "guest", "telemetry", "crash", "reset"];

    public static void Read(RigMap wiring, RigNames names)
    {
        foreach ((_, RigValue value) in wiring.Entries())
        {
            if (s_reserved.Contains(value.Name))
                value.Errors.Add(value.Node, $"wiring: found the name '{value.Name}', expected one that is no word of `expect`");
            else if (TryParse(value.Raw, out RigWireKind kind, out int number))
                names.Add(new RigWire(value.Name, kind, number, value.Raw, value.Mark));
            else
                value.Expect(Expected);
        }
    }

    public static Dictionary<string, string> ReadPins(RigMap pins, RigNames names)
    {
        Dictionary<string, string> joined = new(StringComparer.Ordinal);
        foreach ((_, RigValue value) in pins.Entries())
        {
            if (names.Wire(value, value.Name, RigWireKind.Pin) == null)
                continue;
            if (GpioLineAddress.TryParse(value.Raw, out _))
                joined[value.Name] = value.Raw;
            else
                value.Expect("a line of this machine, as \"gpiochip0:17\"");
        }
        return joined;
    }

    private static bool TryParse(string text, out RigWireKind kind, out int number)
    {
        string[] parts = text.Split(':', 2);
        number = 0;
        kind = parts[0] switch { "i2c" => RigWireKind.Sensor, "gpio" => RigWireKind.Pin, _ => RigWireKind.Display };
        return kind switch
        {
            RigWireKind.Sensor => parts is [_, ['0', 'x', .. var digits]]
                && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && I2cAddress.IsValid(number),
            RigWireKind.Pin => parts.Length == 2 && PinName.Parse(Encoding.ASCII.GetBytes(parts[1]), out number) == Status.Ok,
            _ => text == "display",
        };
    }
}
