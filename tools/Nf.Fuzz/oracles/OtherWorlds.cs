using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Nf.Build;

namespace Nf.Fuzz;

/// <summary>Asks wabt, V8 and the no-heap images about what a campaign sampled.</summary>
internal static class OtherWorlds
{
    private const string WabtLibrary = "/usr/include/wabt/binary-reader.h";

    private static readonly TimeSpan s_limit = TimeSpan.FromHours(1);

    /// <summary>All comparisons that this machine can make.</summary>
    public static IReadOnlyList<Comparison> Ask(FuzzOptions options)
    {
        string folder = options.Folder;
        List<Comparison> made = [];
        if (File.Exists(CaseWriter.VerdictsOf(folder)))
        {
            options.Progress?.Invoke("asking the other validators");
            made.Add(Wabt(folder));
            made.Add(Node("node", "verdicts", CaseWriter.VerdictsOf(folder), lines => VerdictOracle.Compare("node", folder, lines)));
        }
        if (!File.Exists(CaseWriter.CasesOf(folder)))
            return made;
        string[] expected = File.ReadAllLines(CaseWriter.LinesOf(folder));
        options.Progress?.Invoke("running the cases in V8");
        string nodeCases = CaseWriter.NodeCasesOf(folder);
        made.Add(Node("V8", "cases", nodeCases, lines => CaseOracle.Compare("V8", expected, lines, isNf: false)));
        foreach (string target in options.Targets)
        {
            options.Progress?.Invoke($"running the cases on {target}");
            made.Add(Image(target, CaseWriter.CasesOf(folder), expected, options.Progress));
        }
        return made;
    }

    private static Comparison Wabt(string folder)
    {
        if (!File.Exists(WabtLibrary))
            return Comparison.Absent("wabt", "the package wabt is not installed");
        string program = Repository.PathOf("build", "fuzz-tools", "wabt-validate");
        string source = Repository.PathOf("tests", "fuzz", "oracles", "wabt-validate.cc");
        if (!File.Exists(program) || File.GetLastWriteTimeUtc(program) < File.GetLastWriteTimeUtc(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(program)!);
            if (Run("g++", ["-O2", "-std=c++17", source, "-o", program, "-lwabt", "-lcrypto"], null) == null)
                return Comparison.Absent("wabt", "its oracle does not build: g++ or libwabt is missing");
        }
        return Run(program, [], CaseWriter.VerdictsOf(folder)) is { } lines
            ? VerdictOracle.Compare("wabt", folder, lines)
            : Comparison.Absent("wabt", "its oracle did not end well");
    }

    private static Comparison Node(string with, string job, string file, Func<IReadOnlyList<string>, Comparison> compare)
    {
        string script = Repository.PathOf("tests", "fuzz", "oracles", "node.mjs");
        return Run("node", ["--max-old-space-size=4096", script, job, file], null) is { } lines
            ? compare(lines)
            : Comparison.Absent(with, "node is not installed, or its oracle did not end well");
    }

    private static Comparison Image(string target, string cases, string[] expected, Action<string>? progress)
    {
        BuildResult image = FirmwareBuilder.Build(new BuildRequest { Board = target, Program = "fuzz", Progress = progress });
        if (image.Status != Status.Ok)
            return Comparison.Absent(target, image.Message);
        EmulatorResult run = Emulator.Run(BoardReader.Read(target), image.ImagePath, s_limit, [cases]);
        Comparison compared = CaseOracle.Compare(target, expected, [.. run.Lines], isNf: true);
        return run.ExitCode == 0
            ? compared
            : compared with
            {
                Disagreements = [.. compared.Disagreements, $"{target}: ended with code {run.ExitCode} {run.Errors.Trim()}"],
            };
    }

    // Null when it does not exist or fails.
    private static List<string>? Run(string program, string[] arguments, string? input)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            List<string> lines = [];
            process.OutputDataReceived += (_, data) => lines.AddRange(data.Data == null ? [] : [data.Data]);
            process.BeginOutputReadLine();
            if (input != null)
            {
                using FileStream file = File.OpenRead(input);
                file.CopyTo(process.StandardInput.BaseStream);
            }
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0 ? lines : null;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
        {
            return null;
        }
    }
}
