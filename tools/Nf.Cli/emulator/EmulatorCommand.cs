using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>`nf emu`: emulated boards that go on when nf has ended.</summary>
internal static class EmulatorCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("emu", """
            Starts, stops and stimulates emulated boards, which the other verbs reach as --target emu:BOARD. One of each board can run;
            what it writes to its medium stays in build/emu/BOARD.

            Example: nf emu start lm3s6965evb examples/thermostat
            """);
        command.Add(Start(terminal));
        command.Add(ForOne(terminal, "stop", "Ends the emulator of a board; its medium stays.", EmulatorLaunch.Stop));
        command.Add(ForOne(terminal, "reset", "Resets a board; its RAM stays, as on a real one.", state => Tell(state, "system_reset")));
        command.Add(ForOne(terminal, "cut", "Cuts the power of a board, in the middle of whatever it does, and turns it on again.", Cut));
        command.Add(ForOne(terminal, "status", "Says what the emulator of a board does.", _ => { }));
        command.Add(List(terminal));
        command.Add(StimulusCommands.Set(terminal));
        command.Add(StimulusCommands.Pin(terminal));
        return command;
    }

    /// <summary>The argument of all these verbs.</summary>
    public static Argument<string> BoardName() => new("BOARD") { Description = "The board; `nf boards` lists them." };

    /// <summary>An emulator, as a result.</summary>
    public static Outcome Result(EmulatorState state)
    {
        bool isRunning = state.IsRunning;
        JsonObject fields = Json(state);
        return new Outcome(Status.Ok, fields)
        {
            Show = terminal => terminal.Output.WriteLine(isRunning
                ? $"{state.Board} runs, process {state.Pid}: image {Repository.Relative(state.Image)}, store {state.Store}, "
                    + $"{(state.IsFast ? "as fast as it can" : "in real time")}; --target emu:{state.Board}"
                : $"{state.Board} does not run"),
        };
    }

    private static Command Start(Terminal terminal)
    {
        Argument<string> board = BoardName();
        Argument<string[]> guests = new("GUEST")
        {
            Description = "Guests that the image has, from place 0 on: .wasm files or folders.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> store = new("--store")
        {
            Description = "The medium of its module store, instead of the board's own: nor, sd or eeprom.",
            HelpName = "MEDIUM",
        };
        Option<bool> fresh = new("--fresh") { Description = "Erase the medium first." };
        Option<bool> fast = new("--fast") { Description = "Let its time run as fast as it can, the same way each time." };
        Option<string?> image = new("--image")
        {
            Description = "An image to run, instead of building the firmware host.",
            HelpName = "FILE",
        };
        Command command = new("start", """
            Builds the firmware host for a board and starts it in the board's emulator.

            Examples:
              nf emu start lm3s6965evb examples/thermostat
              nf emu start lm3s6965evb --store sd --fresh --fast
            """)
        {
            board, guests, store, fresh, fast, image, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            BoardDescription target = EmulatedTarget.Board(parsed.GetValue(board)!, parsed.GetValue(store));
            string[] given = parsed.GetValue(guests) ?? [];
            if (EmulatorState.Find(target.Name) is { } running)
            {
                throw new NfException(Status.Busy,
                    $"{target.Name} runs already, process {running.Pid}; `nf emu stop {target.Name}` ends it.");
            }
            if (parsed.GetValue(image) != null && given.Length != 0)
            {
                throw new NfException(Status.Usage,
                    "Guests go into the image that is built: give --image or guests; `nf load` brings guests later.");
            }
            string file = parsed.GetValue(image) ?? HostImage.Build(terminal.Progress, target, given);
            return Result(EmulatorLaunch.Start(target, file, parsed.GetValue(fresh), parsed.GetValue(fast)));
        }));
        return command;
    }

    private static Command ForOne(Terminal terminal, string name, string description, Action<EmulatorState> action)
    {
        Argument<string> board = BoardName();
        Command command = new(name, $"""
            {description}

            Example: nf emu {name} lm3s6965evb
            """)
        {
            board, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            EmulatorState state = EmulatedTarget.Running(parsed.GetValue(board)!);
            action(state);
            return Result(EmulatorState.Find(state.Board) ?? state);
        }));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        Command command = new("list", """
            Lists the emulators that run.

            Example: nf emu list
            """)
        {
            CommonOptions.Json(),
        };
        command.SetAction(_ => terminal.Finish(() =>
        {
            IReadOnlyList<Outcome> all = [.. EmulatorState.All().Select(Result)];
            JsonArray list = [.. all.Select(each => (JsonNode)each.Fields)];
            return new Outcome(Status.Ok, new JsonObject { ["emulators"] = list })
            {
                Show = shown =>
                {
                    foreach (Outcome each in all)
                        each.Show!(shown);
                },
            };
        }));
        return command;
    }

    private static void Cut(EmulatorState state)
    {
        EmulatorLaunch.Kill(state);
        _ = EmulatorLaunch.StartAgain(state);
    }

    private static void Tell(EmulatorState state, string order)
    {
        using QmpClient monitor = new(state.Monitor, () => state.IsRunning);
        monitor.Execute(order);
    }

    private static JsonObject Json(EmulatorState state) => new()
    {
        ["board"] = state.Board,
        ["running"] = state.IsRunning,
        ["pid"] = state.Pid,
        ["image"] = Repository.Relative(state.Image),
        ["store"] = state.Store,
        ["medium"] = state.Store == BoardDescription.NoStore ? null : Repository.Relative(state.MediumFile),
        ["fast"] = state.IsFast,
        ["uart"] = state.Uart,
        ["monitor"] = state.Monitor,
        ["rig"] = state.Rig,
    };
}
