using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.FirmwareHost;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf crash`: the last fault that a target recorded.</summary>
internal static class CrashCommand
{
    private const byte HostPlace = 255;

    public static Command Create(Terminal terminal)
    {
        Option<string?> package = new("--package")
        {
            Description = "The guest's package, for the names of its functions.",
            HelpName = "FILE",
        };
        Option<string?> elf = new("--elf")
        {
            Description = "The target's image, for the source lines of a fault of the host itself.",
            HelpName = "FILE",
        };
        Command command = new("crash", """
            Shows the last fault that a target recorded, of a guest or of the firmware itself. The record outlives a reset, not a loss of
            power.

            Examples:
              nf crash --target emu:lm3s6965evb
              nf crash --package thermostat.nf.wasm --elf build/lm3s6965evb/host.elf --target emu:lm3s6965evb
            """)
        {
            package, elf,
        };
        return command.Over(terminal, (session, parsed) =>
        {
            CrashRecord record = session.Ask<EmptyMessage, CrashRecord>(MessageType.Crash, default);
            IReadOnlyList<string?> names = Names(record, parsed.GetValue(package));
            IReadOnlyList<string> lines = parsed.GetValue(elf) is { } image && record.HostAddress != 0
                ? AddressLines.Of(session.Board, image, HostAddresses(record))
                : [];
            return new Outcome(Status.Ok, Json(record, session.Info, names, lines))
            {
                Show = shown =>
                {
                    Show(shown, record, names, lines);
                    shown.Output.WriteLine(TargetInfoView.Starts(session.Info));
                },
            };
        });
    }

    // Of each frame the function's name; null when no package tells it.
    private static List<string?> Names(in CrashRecord record, string? package)
    {
        using GuestModule? module = package == null ? null : new GuestModule(GuestFile.Open(package));
        List<string?> names = [];
        for (int i = 0; i < (int)record.Backtrace.Count; i++)
            names.Add(module?.FunctionName(record.Backtrace.Frames[i].FunctionIndex));
        return names;
    }

    private static uint[] HostAddresses(in CrashRecord record) =>
        record.HostLink == 0 ? [record.HostAddress] : [record.HostAddress, record.HostLink];

    private static JsonObject Json(in CrashRecord record, in TargetInfo info, IReadOnlyList<string?> names, IReadOnlyList<string> hostLines)
    {
        JsonArray frames = [];
        for (int i = 0; i < names.Count; i++)
        {
            Frame frame = record.Backtrace.Frames[i];
            frames.Add((JsonNode)new JsonObject
            {
                ["function"] = frame.FunctionIndex,
                ["name"] = names[i],
                ["offset"] = frame.HasOffset ? frame.ModuleOffset : null,
            });
        }
        return new JsonObject
        {
            ["place"] = record.Place == HostPlace ? null : record.Place,
            ["fault"] = record.Fault.ToString(),
            ["uptime_ns"] = record.UptimeNanoseconds,
            ["boots"] = record.Boots,
            ["unclean_ends"] = info.UncleanEnds,
            ["fuel_left"] = record.Fuel,
            ["frames"] = frames,
            ["frames_dropped"] = record.Backtrace.Dropped,
            ["host"] = record.HostAddress == 0 ? null : HostJson(record, hostLines),
        };
    }

    private static JsonObject HostJson(in CrashRecord record, IReadOnlyList<string> lines) => new()
    {
        ["address"] = record.HostAddress,
        ["link"] = record.HostLink,
        ["cause"] = record.HostCause,
        ["detail"] = record.HostDetail,
        ["lines"] = new JsonArray([.. lines.Select(line => (JsonNode)line)]),
    };

    private static void Show(Terminal terminal, in CrashRecord record, IReadOnlyList<string?> names, IReadOnlyList<string> hostLines)
    {
        string who = record.Place == HostPlace ? "the firmware itself" : $"the guest in place {record.Place}";
        terminal.Output.WriteLine($"{who}, {Quantity.Time(record.UptimeNanoseconds)} after start {record.Boots}: "
            + $"{StatusText.Of(record.Fault)} ({record.Fault}), fuel left {Quantity.Count(record.Fuel)}");
        for (int i = 0; i < names.Count; i++)
        {
            Frame frame = record.Backtrace.Frames[i];
            string name = names[i] ?? $"function {frame.FunctionIndex}";
            string at = frame.HasOffset ? $" at byte 0x{frame.ModuleOffset:x}" : "";
            terminal.Output.WriteLine($"  {(i == 0 ? "in" : "called from")} {name}{at}");
        }
        if (record.Backtrace.Dropped != 0)
            terminal.Output.WriteLine($"  and {record.Backtrace.Dropped} more");
        if (record.HostAddress == 0)
            return;
        terminal.Output.WriteLine($"  host at 0x{record.HostAddress:x8}, called from 0x{record.HostLink:x8}, "
            + $"cause 0x{record.HostCause:x8}, address 0x{record.HostDetail:x8}");
        foreach (string line in hostLines)
            terminal.Output.WriteLine($"  {line}");
    }
}
