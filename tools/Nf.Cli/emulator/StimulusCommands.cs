using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Platform;

namespace Nf.Cli;

/// <summary>`nf emu set` and `nf emu pin`: what an emulated board's sensors measure, and its pins.</summary>
internal static class StimulusCommands
{
    public static Command Set(Terminal terminal)
    {
        Argument<string> board = EmulatorCommand.BoardName();
        Option<string> temperature = new("--temperature")
        {
            Description = "What the sensor at an address measures, in thousandths of a degree Celsius.",
            HelpName = "ADDRESS=NUMBER",
            Required = true,
        };
        Command command = new("set", """
            Sets what a sensor of an emulated board measures.

            Example: nf emu set lm3s6965evb --temperature 0x48=21000
            """)
        {
            board, temperature, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            EmulatorState state = EmulatedTarget.Running(parsed.GetValue(board)!);
            (int address, int value) = ParseTemperature(parsed.GetValue(temperature)!);
            string device = Sensor(state.Board, address);
            using QmpClient monitor = new(state.Monitor, () => state.IsRunning);
            monitor.SetProperty($"/machine/peripheral/{device}", "temperature", value);
            return EmulatorCommand.Result(state);
        }));
        return command;
    }

    public static Command Pin(Terminal terminal)
    {
        Argument<string> board = EmulatorCommand.BoardName();
        Argument<string> pin = new("PIN")
        {
            Description = "A pin, as PF0, whose level is shown; or a pin and the level that it gets, as PE3=1.",
        };
        Command command = new("pin", """
            Shows the level of a pin of an emulated board, or drives an input.

            Examples:
              nf emu pin lm3s6965evb PF0
              nf emu pin lm3s6965evb PE3=1
            """)
        {
            board, pin, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            EmulatorState state = EmulatedTarget.Running(parsed.GetValue(board)!);
            if (!BoardReader.Read(state.Board).Ports.Contains("Stellaris"))
                throw new NfException(Status.NotSupported, $"{state.Board}: its emulator has no pins.");
            return UsePin(state, parsed.GetValue(pin)!);
        }));
        return command;
    }

    private static Outcome UsePin(EmulatorState state, string text)
    {
        string[] parts = text.Split('=', 2);
        int pin = StellarisPins.Parse(parts[0]);
        string? level = parts.Length == 2 ? parts[1] : null;
        if (level is not (null or "0" or "1"))
            throw new NfException(Status.Usage, $"The level is '{level}', but must be 0 or 1.");
        using QtestClient rig = new(state.Rig);
        if (level != null)
            _ = rig.Execute($"set_irq_in {StellarisPins.Device(parts[0][1])} unnamed-gpio-in {pin % PinName.PinsPerPort} {level}");
        string word = rig.Execute($"readl 0x{StellarisPins.LevelAddress(pin):x}");
        bool isHigh = ulong.Parse(word[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) != 0;
        JsonObject fields = new() { ["board"] = state.Board, ["pin"] = parts[0], ["level"] = isHigh ? 1 : 0 };
        return new Outcome(Status.Ok, fields) { Show = terminal => terminal.Output.WriteLine($"{parts[0]} is {(isHigh ? 1 : 0)}") };
    }

    private static string Sensor(string boardName, int address)
    {
        IReadOnlyDictionary<int, string> sensors = RigSensors.Of(BoardReader.Read(boardName));
        if (sensors.TryGetValue(address, out string? device))
            return device;
        string there = sensors.Count == 0 ? "none" : string.Join(", ", sensors.Keys.Select(key => $"0x{key:x2}"));
        throw new NfException(Status.NotFound, $"{boardName}: there is no sensor at 0x{address:x2}; there is {there}.");
    }

    private static (int Address, int Value) ParseTemperature(string text)
    {
        if (text.Split('=') is [['0', 'x', .. var digits], var number]
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int address)
            && int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value is >= -128_000 and <= 127_999)
        {
            return (address, value);
        }
        throw new NfException(Status.Usage, $"--temperature is '{text}', but must be as 0x48=21000, from -128000 to 127999.");
    }
}
