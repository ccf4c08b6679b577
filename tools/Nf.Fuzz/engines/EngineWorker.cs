using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Nf.Build;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Fuzz;

/// <summary>
/// Runs iterations in this process: a module on the interpreter and compiled ahead of time must do the same. Modules are compiled by the
/// hundred.
/// </summary>
internal sealed unsafe class EngineWorker : IDisposable
{
    /// <summary>What the kinds of its findings begin with.</summary>
    public const string FindingKind = "engines";

    // gcc takes longer, and a worker must show signs of life.
    private const int BatchFast = 256, BatchOptimised = 32;

    private readonly WorkerRequest _request;
    private readonly InputSource _source;
    private readonly ProgressPage _progress;
    private readonly FindingLog _log;
    private readonly EngineTally _tally;
    private readonly EngineRoom _room = new(EngineRoom.NativeStackBytes);

    /// <summary>Takes memory and reads the corpus.</summary>
    public EngineWorker(WorkerRequest request)
    {
        _request = request;
        _source = new InputSource(request.Seed, Corpus.Read(request.Corpus));
        _progress = new ProgressPage(Path.Combine(request.Folder, "progress"));
        _log = new FindingLog(request.Folder, request.Seed);
        _tally = new EngineTally(request.Folder);
    }

    private int BatchSize => _request.Optimisation.Length == 0 ? BatchFast : BatchOptimised;

    /// <summary>Runs the range of iterations, or the file.</summary>
    public void Run()
    {
        if (_request.Replay.Length != 0)
        {
            byte[] source = File.ReadAllBytes(_request.Replay);
            foreach (AheadChecks checks in Enum.GetValues<AheadChecks>())
                Compare(CaseOf(0, source, InputKind.Bytes, new FuzzRandom(_request.Seed)), checks);
            return;
        }
        // Batches begin at the same numbers whichever iteration is the first, and so each has the same checks.
        for (long from = _request.From; from < _request.To;)
        {
            long batch = from / BatchSize;
            long to = Math.Min(_request.To, (batch + 1) * BatchSize);
            List<EngineCase> cases = [];
            for (long i = from; i < to; i++)
            {
                _progress.Current = i;
                (InputKind kind, byte[] bytes) = _source.MakeModule(i, out FuzzRandom random);
                cases.AddRange(CaseOf(i, bytes, kind, random));
            }
            Compare(cases, _request.Checks ?? (batch % 2 == 0 ? AheadChecks.Guard : AheadChecks.Explicit));
            from = to;
        }
        _progress.Current = _request.To;
    }

    /// <summary>Whether the engines differ on a module.</summary>
    public bool Differs(byte[] source)
    {
        long before = _progress.Findings;
        Compare(CaseOf(0, source, InputKind.Bytes, new FuzzRandom(_request.Seed)), _request.Checks ?? AheadChecks.Guard);
        return _progress.Findings != before;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _progress.Dispose();
        _room.Dispose();
    }

    private List<EngineCase> CaseOf(long iteration, byte[] source, InputKind kind, FuzzRandom random)
    {
        _progress.Begun++;
        _progress.Inputs(kind)++;
        try
        {
            if (EngineCaseMaker.Make(iteration, source, random) is not { } made)
                return [];
            _progress.Valid(kind)++;
            _progress.Packed++;
            return [made];
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Find(iteration, "fuzzer " + error.GetType().Name, error.ToString().ReplaceLineEndings(" "), source);
            return [];
        }
    }

    private void Compare(List<EngineCase> cases, AheadChecks checks)
    {
        if (cases.Count == 0)
            return;
        AheadBatchArtefact artefact;
        try
        {
            artefact = Compile(cases, checks);
        }
        catch (NfException) when (cases.Count > 1)
        {
            // One of them is at fault.
            Compare(cases[..(cases.Count / 2)], checks);
            Compare(cases[(cases.Count / 2)..], checks);
            return;
        }
        catch (NfException error) when (error.Status == Status.BuildFailed)
        {
            Find(cases[0].Iteration, $"{FindingKind} compiler", error.Message, cases[0].Source);
            return;
        }
        AheadLibrary library = new(artefact.Path);
        for (int i = 0; i < cases.Count; i++)
        {
            if (artefact.Refusals.TryGetValue(i, out string? refusal))
                Find(cases[i].Iteration, $"{FindingKind} refusal", $"{checks}: {refusal}", cases[i].Source);
            else
                Compare(cases[i], checks, library);
        }
        library.Unload();
        _tally.Save();
    }

    private AheadBatchArtefact Compile(List<EngineCase> cases, AheadChecks checks) => AheadBatch.Compile(new AheadBatchRequest
    {
        Packages = [.. cases.Select(made => (ReadOnlyMemory<byte>)made.Package)],
        Target = HostTarget.Name,
        Checks = checks,
        Optimisation = _request.Optimisation.Length == 0 ? null : _request.Optimisation,
        Folder = Path.Combine(_request.Folder, "batch"),
    });

    private void Compare(EngineCase made, AheadChecks checks, AheadLibrary library)
    {
        _progress.Current = made.Iteration;
        Status status = library.Modules->Find(SHA256.HashData(made.Package), out AheadModule* ahead);
        if (status != Status.Ok)
            throw new NfException(status, $"iteration {made.Iteration} is missing in its batch");
        IReadOnlyList<CaseStep> interpreted, compiled;
        fixed (byte* package = made.Package)
        {
            interpreted = CaseRun.Of(_room, package, made.Package.Length, null, made.Calls);
            compiled = CaseRun.Of(_room, package, made.Package.Length, ahead, made.Calls);
        }
        Count(interpreted);
        string? difference = EngineOracle.Compare(interpreted, compiled, out string? cause);
        if (difference == null)
        {
            _tally.AddAgreed();
        }
        else if (cause != null)
        {
            _tally.AddExplained(cause);
        }
        else
        {
            _tally.AddDifference();
            Find(made.Iteration, $"{FindingKind} {checks}", difference, made.Source);
        }
    }

    private void Count(IReadOnlyList<CaseStep> steps)
    {
        if (steps[0].Status == Status.Ok)
            _progress.Loaded++;
        else
            _progress.Refused(steps[0].Status)++;
        foreach (CaseStep step in steps.Where(step => step.What.StartsWith("call", StringComparison.Ordinal) || step.What == "start"))
        {
            _progress.Calls++;
            _progress.Ended(step.Status)++;
        }
    }

    private void Find(long iteration, string kind, string detail, byte[] source)
    {
        _progress.Findings++;
        _log.Add(iteration, kind, detail, source);
    }
}
