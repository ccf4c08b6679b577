using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Something that nf needs of the system; the table is tools/requirements.tsv, which the script nf reads too.</summary>
/// <param name="Set">Which verbs need it; the table's head says what the sets are.</param>
/// <param name="Check">How to see that it is there: cmd:NAME or file:PATH.</param>
/// <param name="Package">The Debian package that has it.</param>
/// <param name="Purpose">What for.</param>
internal sealed record Requirement(string Set, string Check, string Package, string Purpose)
{
    private const string CommandCheck = "cmd:";
    private const string FileCheck = "file:";

    /// <summary>Whether it is there.</summary>
    public bool IsPresent => Check.StartsWith(CommandCheck, StringComparison.Ordinal)
        ? IsOnPath(Check[CommandCheck.Length..])
        : File.Exists(Check[FileCheck.Length..]);

    /// <summary>What is looked for, for people.</summary>
    public string Name => Check[(Check.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads the table.</summary>
    public static IReadOnlyList<Requirement> ReadAll()
    {
        List<Requirement> all = [];
        foreach (string line in Files.ReadText(Repository.PathOf("tools", "requirements.tsv")).Split('\n'))
        {
            if (line.Length != 0 && line[0] != '#' && line.Split('\t') is [var set, var check, var package, var purpose])
                all.Add(new Requirement(set, check, package, purpose));
        }
        return all;
    }

    /// <summary>Whether a program can be started by its name.</summary>
    public static bool IsOnPath(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));
}
