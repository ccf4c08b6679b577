using System;
using System.Collections.Generic;
using System.Globalization;
using Nf.Build;

namespace Nf.Fuzz;

/// <summary>What a worker process is told on its command line.</summary>
internal sealed record WorkerRequest
{
    /// <summary>The run's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The first iteration.</summary>
    public required long From { get; init; }

    /// <summary>Behind the last iteration.</summary>
    public required long To { get; init; }

    /// <summary>Where findings, cases and progress are written.</summary>
    public required string Folder { get; init; }

    /// <summary>One in so many iterations is written down for the other worlds and validators; 0 for none.</summary>
    public required int SampleEvery { get; init; }

    /// <summary>A file to test instead of made inputs; empty for none.</summary>
    public string Replay { get; init; } = "";

    /// <summary>A fault that is made on purpose, as <c>crash@123</c>: crash, hang, allocate, write, throw; empty for none.</summary>
    public string Plant { get; init; } = "";

    /// <summary>Whether collections in a guest's memory are damaged, instead of modules made.</summary>
    public bool Collections { get; init; }

    /// <summary>Whether both engines are compared, instead of one fed with what is hostile.</summary>
    public bool Engines { get; init; }

    /// <summary>With engines: how compiled code checks accesses; null for both kinds, by turns.</summary>
    public AheadChecks? Checks { get; init; }

    /// <summary>With engines: gcc's optimisation, as <c>-O2</c>; empty for the compiler that is done soonest.</summary>
    public string Optimisation { get; init; } = "";

    /// <summary>Folders with modules.</summary>
    public IReadOnlyList<string> Corpus { get; init; } = [];

    /// <summary>As a command line.</summary>
    public IEnumerable<string> ToArguments() =>
    [
        Text(Seed), Text(From), Text(To), Folder, Text(SampleEvery), Replay, Plant, Collections ? CollectionsMark : Engines ? EnginesMark : "",
        $"{Checks}", Optimisation, .. Corpus,
    ];

    /// <summary>From a command line.</summary>
    public static WorkerRequest Parse(string[] arguments) => new()
    {
        Seed = ulong.Parse(arguments[0], CultureInfo.InvariantCulture),
        From = long.Parse(arguments[1], CultureInfo.InvariantCulture),
        To = long.Parse(arguments[2], CultureInfo.InvariantCulture),
        Folder = arguments[3],
        SampleEvery = int.Parse(arguments[4], CultureInfo.InvariantCulture),
        Replay = arguments[5],
        Plant = arguments[6],
        Collections = arguments[7] == CollectionsMark,
        Engines = arguments[7] == EnginesMark,
        Checks = arguments[8].Length == 0 ? null : Enum.Parse<AheadChecks>(arguments[8]),
        Optimisation = arguments[9],
        Corpus = arguments[10..],
    };

    private const string CollectionsMark = "collections";
    private const string EnginesMark = "engines";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
