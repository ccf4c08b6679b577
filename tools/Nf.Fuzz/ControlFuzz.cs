using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Nf.Build;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Fuzz;

/// <summary>Hostile frames against a whole firmware host, in a process or an image of its own.</summary>
public static class ControlFuzz
{
    /// <summary>The target that is a process on .NET; all others are boards.</summary>
    public const string DotNet = "dotnet";

    private const string Program = "controlfuzz";
    private const int SeedBytes = 4;

    private static readonly string[] s_guests = ["thermostat", "publisher", "neighbour"];
    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    /// <summary>Runs a campaign.</summary>
    /// <param name="target"><see cref="DotNet"/> or a board.</param>
    /// <param name="seed">The same one gives the same frames on each target.</param>
    /// <param name="frames">Hostile frames.</param>
    /// <param name="folder">Gets the packages.</param>
    /// <param name="progress">Told what is built.</param>
    /// <returns>Figures by name; "exit_code" is not 0 when the host stopped, "seconds" is the time.</returns>
    /// <exception cref="NfException">There is no such target, or its image cannot be built.</exception>
    public static IReadOnlyDictionary<string, double> Run(string target, uint seed, ulong frames, string folder, Action<string>? progress)
    {
        string[] packages = Pack(folder);
        if (target == DotNet)
            return RunProcess(ControlWorker.Arguments(seed, frames, packages));
        BoardDescription board = BoardReader.Read(target);
        string image = Build(board, seed, frames, packages, progress);
        Stopwatch watch = Stopwatch.StartNew();
        EmulatorResult run = Emulator.Run(board, image, s_limit);
        return Read(run.Lines, run.ExitCode, watch.Elapsed);
    }

    private static string[] Pack(string folder)
    {
        Directory.CreateDirectory(folder);
        InstanceLimits limits = GuestLimits.Desktop.Limits;
        return Array.ConvertAll(s_guests, name =>
        {
            string path = Path.Combine(folder, $"{name}.nf.wasm");
            File.WriteAllBytes(path, GuestPackage.Of(GuestFile.Open(Repository.PathOf("examples", name)), in limits).Wasm);
            return path;
        });
    }

    private static string Build(BoardDescription board, uint seed, ulong frames, string[] packages, Action<string>? progress)
    {
        byte[] plan = new byte[SeedBytes + sizeof(ulong)];
        BitConverter.TryWriteBytes(plan, seed);
        BitConverter.TryWriteBytes(plan.AsSpan(SeedBytes), frames);
        BuildResult build = FirmwareBuilder.Build(new BuildRequest
        {
            Board = board.Name,
            Program = Program,
            GuestPath = packages[0],
            MoreGuests = [.. Array.ConvertAll(packages[1..], path => new GuestBytes(Path.GetFileName(path), File.ReadAllBytes(path)))],
            Scenario = plan,
            Progress = progress,
        });
        return build.Status == Status.Ok ? build.ImagePath : throw new NfException(build.Status, build.Message);
    }

    private static Dictionary<string, double> RunProcess(string[] arguments)
    {
        string worker = Path.Combine(AppContext.BaseDirectory, "Nf.Fuzz.dll");
        ProcessStartInfo start = new("dotnet", [worker, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Read(text.Split('\n'), process.ExitCode, watch.Elapsed);
    }

    private static Dictionary<string, double> Read(IEnumerable<string> lines, int exitCode, TimeSpan time)
    {
        Dictionary<string, double> figures = new() { ["exit_code"] = exitCode, ["seconds"] = Math.Round(time.TotalSeconds, 1) };
        foreach (string line in lines)
        {
            if (line.Trim().Split(' ') is [var name, var number] && double.TryParse(number, CultureInfo.InvariantCulture, out double value))
                figures[name] = value;
        }
        return figures;
    }
}
