using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Simulator;
using Nf.Target;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf bench daemon`: the memory of nfd beside that of other ways to keep a small program running.</summary>
internal static class DaemonBenchCommand
{
    private const string Board = "linux-x64";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    // How each is told to run a module.
    private static readonly (string Program, string[] Arguments)[] s_runtimes =
        [("iwasm", []), ("wasmtime", ["run"]), ("wasmer", ["run"]), ("wasm3", []), ("wasmedge", [])];

    public static Command Create(Terminal terminal)
    {
        Command command = new("daemon", """
            Starts nfd for this machine with one small guest, a .NET program that says hello, and, where they are on the PATH, iwasm, wasmtime,
            wasmer, wasm3 and wasmedge with a module that waits; and shows the memory of each. Figures of another processor need that processor:
            under qemu-user the memory is the emulator's.

            Example: nf bench daemon --json
            """)
        {
            CommonOptions.Json(),
        };
        command.SetAction(_ => terminal.Finish(() => Execute(terminal)));
        return command;
    }

    private static Outcome Execute(Terminal terminal)
    {
        List<(string What, ResidentMemory? Memory)> rows = [.. MeasureDaemon(terminal), MeasureDotnet(terminal), .. MeasureRuntimes()];
        JsonObject fields = new()
        {
            ["rows"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject { ["what"] = row.What, ["memory"] = row.Memory?.Json })]),
        };
        return new Outcome(Status.Ok, fields) { Show = shown => Show(shown, rows) };
    }

    private static List<(string, ResidentMemory?)> MeasureDaemon(Terminal terminal)
    {
        BuildResult build = FirmwareBuilder.Build(new BuildRequest { Board = Board, Program = HostDescription.Program, Progress = terminal.Progress });
        if (build.Status != Status.Ok)
            throw new NfException(build.Status, build.Message);
        string folder = Directory.CreateTempSubdirectory("nf-bench-").FullName, socket = Path.Combine(folder, "line");
        Process? daemon = null;
        try
        {
            daemon = Start(build.ImagePath, ["--state", Path.Combine(folder, "state"), "--control", socket]);
            WaitFor(() => File.Exists(socket), "nfd listens");
            ResidentMemory empty = ResidentMemory.Of(daemon.Id);
            LoadThermostat(socket);
            return [("nfd, no guest", empty), ("nfd, examples/thermostat", ResidentMemory.Of(daemon.Id))];
        }
        finally
        {
            End(daemon);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void LoadThermostat(string socket)
    {
        using TargetSession session = TargetSession.Open("nfd", TargetLines.Open(new TargetAddress(TargetKind.Unix, socket)));
        GuestFile package = PackageLoader.Package(session, Repository.PathOf("examples", "thermostat"));
        session.Upload(PackageLoader.Plan(0, package.Wasm, null), package.Wasm, _ => { });
        session.Tell(MessageType.Activate, new GuestPlace { Place = 0 });
        // By then it has done all that it ever does.
        WaitFor(() => session.Guest(0).Info is { Runs: > 20, IsOnTrial: false }, "the guest is confirmed");
    }

    private static (string, ResidentMemory?) MeasureDotnet(Terminal terminal)
    {
        terminal.Progress(".NET hello");
        string project = Repository.PathOf("bench", "hello", "Nf.Hello.csproj"), output = Repository.PathOf("build", "hello");
        if (ChildProcess.Run("dotnet", ["build", project, "-c", "Release", "-v", "q", "-nologo", "-o", output], TimeSpan.FromMinutes(5), _ => { }, _ => { }) != 0)
            throw new NfException(Status.BuildFailed, "bench/hello does not build");
        return (".NET hello world", MeasureWaiting("dotnet", [Path.Combine(output, "Nf.Hello.dll")]));
    }

    private static IEnumerable<(string, ResidentMemory?)> MeasureRuntimes()
    {
        string module = Repository.PathOf("bench", "hello", "waits.wasm");
        foreach ((string program, string[] arguments) in s_runtimes)
            yield return ($"{program}, a module that waits", Requirement.IsOnPath(program) ? MeasureWaiting(program, [.. arguments, module]) : null);
    }

    // Both say hello when they are there.
    private static ResidentMemory MeasureWaiting(string program, IReadOnlyList<string> arguments)
    {
        Process process = Start(program, arguments);
        try
        {
            return process.StandardOutput.ReadLine() == "hello"
                ? ResidentMemory.Of(process.Id)
                : throw new NfException(Status.BuildFailed, $"{program} {string.Join(' ', arguments)} did not say hello");
        }
        finally
        {
            End(process);
        }
    }

    private static Process Start(string program, IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static void End(Process? process)
    {
        if (process == null)
            return;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static void WaitFor(Func<bool> condition, string what)
    {
        if (!SpinWait.SpinUntil(condition, s_limit))
            throw new NfException(Status.TimedOut, $"{what}: not within {s_limit.TotalSeconds} seconds");
    }

    private static void Show(Terminal terminal, List<(string What, ResidentMemory? Memory)> rows)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("process").AddColumn(new TableColumn("resident KiB").RightAligned())
            .AddColumn(new TableColumn("peak KiB").RightAligned()).AddColumn(new TableColumn("shared pages divided KiB").RightAligned());
        foreach ((string what, ResidentMemory? memory) in rows)
            table.AddRow(what, Number(memory?.Resident), Number(memory?.Peak), Number(memory?.Proportional));
        terminal.Tables.Write(table);
    }

    private static string Number(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? "not on the PATH";
}
