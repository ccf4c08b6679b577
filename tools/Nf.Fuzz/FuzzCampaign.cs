using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace Nf.Fuzz;

/// <summary>
/// Runs iterations in a process that may die: what it died in is found, kept and left out, and the campaign goes on. Then the sampled
/// modules and cases are shown to other validators and worlds.
/// </summary>
public static class FuzzCampaign
{
    // A target that dies all the time needs no more evidence.
    private const int DeathsMax = 25;

    /// <summary>Runs a campaign.</summary>
    public static FuzzReport Run(FuzzOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Directory.Exists(options.Folder))
            Directory.Delete(options.Folder, recursive: true);
        Directory.CreateDirectory(options.Folder);
        WorkerRequest request = new()
        {
            Seed = options.Seed,
            From = options.First,
            To = options.First + options.Iterations,
            Folder = options.Folder,
            SampleEvery = options.SampleEvery,
            Replay = options.Replay ?? "",
            Plant = options.Plant,
            Collections = options.Collections,
            Engines = options.Engines,
            Checks = options.Checks,
            Optimisation = options.Optimisation ?? "",
            Corpus = options.Corpus,
        };
        Stopwatch watch = Stopwatch.StartNew();
        RunWorkers(options, request, watch);
        double seconds = watch.Elapsed.TotalSeconds;
        if (options.Engines)
            Reducer.ReduceFindings(request);
        IReadOnlyList<Comparison> comparisons = Compared(options);
        using ProgressPage page = PageOf(options.Folder);
        return Report(page, options.Folder, seconds, comparisons);
    }

    private static IReadOnlyList<Comparison> Compared(FuzzOptions options)
    {
        if (!options.Engines)
            return options.Collections ? [] : OtherWorlds.Ask(options);
        string compiler = options.Optimisation == null ? "ahead of time" : $"ahead of time, gcc {options.Optimisation}";
        return [new EngineTally(options.Folder).Read(compiler)];
    }

    private static ProgressPage PageOf(string folder) => new(Path.Combine(folder, "progress"));

    private static void RunWorkers(FuzzOptions options, WorkerRequest request, Stopwatch watch)
    {
        FindingLog log = new(options.Folder, options.Seed);
        long lastLine = 0;
        for (int deaths = 0; deaths < DeathsMax; deaths++)
        {
            WorkerEnd end = WorkerProcess.Run(request, options.Hang, page =>
            {
                if (watch.ElapsedMilliseconds - lastLine < 1000)
                    return;
                lastLine = watch.ElapsedMilliseconds;
                options.Progress?.Invoke(Line(page, watch.Elapsed.TotalSeconds));
            });
            if (end.IsComplete)
                return;
            using ProgressPage page = PageOf(options.Folder);
            long died = Volatile.Read(ref page.Current);
            page.Findings++;
            KeepDeath(request, end, died, log, options.Hang);
            request = request with { From = died + 1, Replay = "" };
            if (request.From >= request.To || options.Replay != null)
                return;
        }
    }

    private static void KeepDeath(WorkerRequest request, WorkerEnd end, long died, FindingLog log, TimeSpan hang)
    {
        string kind = end.HasHung ? "hang" : "crash";
        const StringSplitOptions lines = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        string said = string.Join(" | ", end.Errors.Split('\n', lines).Take(8));
        if (request.Replay.Length != 0)
        {
            log.Add(0, kind, $"exit code {end.ExitCode}, {said}", File.ReadAllBytes(request.Replay));
            return;
        }
        long first = FirstNeeded(request, died, hang);
        string span = first < 0 ? "not again when it is run once more"
            : first == died ? "by itself" : string.Create(CultureInfo.InvariantCulture, $"after iterations from {first} on");
        // Damage is made in a memory that died along; the iteration's number makes it again.
        InputSource source = new(request.Seed, Corpus.Read(request.Corpus));
        byte[] input = request.Collections ? [] : request.Engines ? source.MakeModule(died, out _).Bytes : source.Make(died, out _).Bytes;
        log.Add(died, kind, $"{span}; exit code {end.ExitCode}, {said}", input);
    }

    // An iteration that dies by itself is the cause; else something before it is, which is looked for in growing steps.
    private static long FirstNeeded(WorkerRequest request, long died, TimeSpan hang)
    {
        string folder = Directory.CreateTempSubdirectory("nf-fuzz-").FullName;
        try
        {
            for (long back = 0; ; back = back * 2 + 1)
            {
                long first = Math.Max(request.From, died - back);
                WorkerRequest again = request with { From = first, To = died + 1, Folder = folder, SampleEvery = 0 };
                if (!WorkerProcess.Run(again, hang).IsComplete)
                    return first;
                if (first == request.From)
                    return -1;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Line(ProgressPage page, double seconds)
    {
        long begun = Volatile.Read(ref page.Begun);
        long inputs = Enum.GetValues<InputKind>().Sum(kind => page.Inputs(kind));
        long valid = Enum.GetValues<InputKind>().Sum(kind => page.Valid(kind));
        string share = inputs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * valid / inputs} % valid, ");
        string traps = string.Join(' ', Ended(page).Select(end => $"{end.Key}={end.Value}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{begun} iterations, {begun / seconds:0}/s, {share}findings {page.Findings}, {traps}");
    }

    private static SortedDictionary<string, long> Ended(ProgressPage page)
    {
        SortedDictionary<string, long> ended = [];
        foreach (Status status in Enum.GetValues<Status>())
        {
            if (page.Ended(status) != 0)
                ended[status.ToString()] = page.Ended(status);
        }
        return ended;
    }

    private static FuzzReport Report(ProgressPage page, string folder, double seconds, IReadOnlyList<Comparison> comparisons)
    {
        Dictionary<string, (long, long)> kinds = [];
        foreach (InputKind kind in Enum.GetValues<InputKind>())
            kinds[kind.ToString()] = (page.Inputs(kind), page.Valid(kind));
        SortedDictionary<string, long> refused = [];
        foreach (Status status in Enum.GetValues<Status>())
        {
            if (status != Status.Ok && page.Refused(status) != 0)
                refused[status.ToString()] = page.Refused(status);
        }
        string lines = FindingLog.LinesOf(folder);
        return new FuzzReport
        {
            Iterations = page.Begun,
            Seconds = seconds,
            Kinds = kinds,
            Packed = page.Packed,
            Loaded = page.Loaded,
            ForgedLoaded = page.ForgedLoaded,
            Ended = Ended(page),
            Refused = refused,
            FindingCount = page.Findings,
            Findings = File.Exists(lines) ? File.ReadAllLines(lines) : [],
            Comparisons = comparisons,
        };
    }
}
