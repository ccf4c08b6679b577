using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;

namespace Nf.Cli;

/// <summary>`nf machine`: the daemon on an emulated ARM machine, for trying it without one.</summary>
internal static class MachineCommand
{
    private const string PinWord = "pin";
    private const string OptionsDefault = "--gpio /dev/gpiochip0 --pin PE0=5 --pin PG0=2 --metrics 9464";
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromMinutes(5);

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> guests = new("GUEST")
        {
            Description = "Guests that the daemon brings along, from place 0 on: .wasm files or folders.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> target = new("--target")
        {
            Description = "The package that is installed: linux-arm64 or linux-arm.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "linux-arm64",
        };
        Option<string> options = new("--options")
        {
            Description = "Options of the daemon.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => OptionsDefault,
        };
        Command command = new("machine", """
            Starts an emulated ARM machine with Debian, installs the daemon's package there, and does what standard input says, line by line:
            `pin 2` shows the level of a line of its GPIO chip, `pin 5=0` drives one, everything else is a command for its shell. At the end
            of the input the machine is gone. Meanwhile the other verbs reach the daemon at the target that is printed.

            Examples:
              nf machine
              echo 'systemctl status nfd' | nf machine examples/button
            """)
        {
            guests, target, options, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            DebianTarget system = DebianTarget.Of(parsed.GetValue(target)!);
            using DaemonMachine machine = new(terminal.Progress, [system], parsed.GetValue(guests) ?? []);
            terminal.Progress("installing nfd");
            machine.Install(system, parsed.GetValue(options)!);
            terminal.Progress($"nfd runs: --target {machine.Linux.Address}");
            return Serve(terminal, machine);
        }));
        return command;
    }

    private static Outcome Serve(Terminal terminal, DaemonMachine machine)
    {
        // An interrupt ends nf at once, and the machine must not outlive it.
        Console.CancelKeyPress += (_, _) => machine.Dispose();
        TextWriter shown = terminal.IsJson ? terminal.Error : terminal.Output;
        int commands = 0;
        for (string? line; (line = Console.In.ReadLine()) != null; commands++)
            shown.WriteLine(Execute(machine.Linux, line));
        return new Outcome(Status.Ok, new JsonObject { ["commands"] = commands });
    }

    private static string Execute(LinuxMachine machine, string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [PinWord, var pin])
            return machine.Shell.Run(line, s_commandLimit).Output.TrimEnd();
        string[] parts = pin.Split('=');
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number >= MachinePins.LineCount)
            return $"a line is a number from 0 to {MachinePins.LineCount - 1}";
        if (parts is [_, "0" or "1"])
            machine.Pins.Drive(number, parts[1] == "1");
        return $"line {number} is {(machine.Pins.IsHigh(number) ? 1 : 0)}";
    }
}
