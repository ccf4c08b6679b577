using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Cli.Tests;

/// <summary>The command line, run as a process or in this one, and what it said.</summary>
internal sealed record NfRun(Status Status, string Output, string Error)
{
    /// <summary>The one JSON object on standard output.</summary>
    public JsonObject Json
    {
        get
        {
            Assert.AreEqual(1, Output.TrimEnd('\n').Split('\n').Length, $"one line is wanted:\n{Output}");
            JsonObject json = JsonNode.Parse(Output)!.AsObject();
            Assert.AreEqual((int)Status, (int)json["status"]!, "the exit code is the status");
            Assert.AreEqual(Status.ToString(), (string)json["status_name"]!);
            return json;
        }
    }

    /// <summary>The path of an example folder.</summary>
    public static string Example(string name) => Repository.PathOf("examples", name);

    /// <summary>Runs `nf` as a process, with nothing on its standard input.</summary>
    public static NfRun Process(params string[] args) => Process([], args);

    /// <summary>Runs `nf` as a process.</summary>
    public static NfRun Process(byte[] input, string[] args) =>
        Program("dotnet", input, [Path.Combine(AppContext.BaseDirectory, "nf.dll"), .. args]);

    /// <summary>Runs any program.</summary>
    public static NfRun Program(string program, byte[] input, string[] args)
    {
        ProcessStartInfo start = new(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new NfRun((Status)process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Runs `nf` in this process: faster, but what a guest prints goes elsewhere.</summary>
    public static NfRun Here(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int exitCode = CommandTree.Run(args, new Terminal(output, error, CommandTree.WantsJson(args)));
        return new NfRun((Status)exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Asserts that the run succeeded.</summary>
    public void AssertDone() => Assert.AreEqual(Status.Ok, Status, Error);

    /// <summary>Asserts that the run failed as it should, with one line for a person.</summary>
    public void AssertRefused(Status status, params string[] parts)
    {
        Assert.AreEqual(status, Status, Error);
        string[] lines = [.. Error.Split('\n').Where(line => line.Length != 0)];
        Assert.AreEqual(1, lines.Length, Error);
        foreach (string part in parts)
            StringAssert.Contains(lines[0], part);
    }

    /// <summary>The same, for a run of which a summary stands on standard output.</summary>
    public void AssertRefusedAfterSummary(Status status, params string[] parts)
    {
        StringAssert.Contains(Output, "digest");
        AssertRefused(status, parts);
    }
}
