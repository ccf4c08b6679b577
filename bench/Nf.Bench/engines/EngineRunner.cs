using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Nf.Errors;

namespace Nf.Bench;

/// <summary>
/// Runs all kernels on all engines in turns: each sample of an engine stands beside one of native code of the same moment. Every checksum is
/// compared with that of native code for as many rounds.
/// </summary>
internal sealed class EngineRunner : IDisposable
{
    // What a slow engine starts and stops with must be little beside its sample.
    private const double SlowSampleNs = 100e6;
    private const int SlowEvery = 5;

    private readonly EnginePlan _plan;
    private readonly List<RunningEngine> _engines = [];
    private readonly Dictionary<(Kernel, uint), ulong> _checksums = [];

    private EngineRunner(EnginePlan plan) => _plan = plan;

    /// <summary>Measures.</summary>
    /// <param name="plan">What and how often.</param>
    /// <param name="say">Told what is being done.</param>
    /// <exception cref="NfException">An engine failed, or gave another checksum than native code.</exception>
    public static EngineComparison Run(EnginePlan plan, Action<string> say)
    {
        using EngineRunner runner = new(plan);
        say("starting each engine");
        for (int i = 0; i < plan.Starts; i++)
            runner.StartAll(isLast: i == plan.Starts - 1);
        say("finding how many rounds make a sample");
        foreach (Kernel kernel in plan.Kernels)
            runner._engines.ForEach(engine => runner.Calibrate(engine, kernel));
        for (int round = 0; round < plan.Rounds; round++)
        {
            say($"samples {round + 1} of {plan.Rounds}");
            foreach (Kernel kernel in plan.Kernels)
                runner.SampleAll(kernel, round);
            foreach (RunningEngine engine in runner._engines)
                engine.AddLoad();
        }
        return runner.Conclude();
    }

    public void Dispose() => _engines.ForEach(engine => engine.Engine.Dispose());

    private void StartAll(bool isLast)
    {
        foreach (EngineEntry entry in _plan.Engines.Where(entry => entry.Start != null))
        {
            long begin = Stopwatch.GetTimestamp();
            IKernelEngine engine = entry.Start!();
            Sample first = engine.Run(Kernel.First, 1);
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            RunningEngine running = _engines.FirstOrDefault(each => each.Entry.Name == entry.Name) ?? Add(entry, engine);
            running.StartsMs.Add(milliseconds);
            Check(running, Kernel.First, 1, first);
            if (running.Engine != engine) engine.Dispose();
        }
    }

    private RunningEngine Add(EngineEntry entry, IKernelEngine engine)
    {
        RunningEngine running = new(entry, engine);
        _engines.Add(running);
        return running;
    }

    // Doubles the rounds until a sample is long enough, which warms the engine up as well.
    private void Calibrate(RunningEngine engine, Kernel kernel)
    {
        double aim = engine.Entry.IsSlow ? SlowSampleNs : _plan.SampleNs;
        uint rounds = 1;
        Sample sample = engine.Engine.Run(kernel, rounds);
        while (sample.Nanoseconds < aim / 2 && rounds < 1u << 30)
            sample = engine.Engine.Run(kernel, rounds *= 2);
        engine.Rounds[kernel] = (uint)Math.Clamp(rounds * aim / sample.Nanoseconds, 1, 1u << 30);
    }

    // Each engine is now the first, now the last.
    private void SampleAll(Kernel kernel, int round)
    {
        double[] ns = new double[_engines.Count];
        for (int i = 0; i < _engines.Count; i++)
        {
            int index = (i + round) % _engines.Count;
            RunningEngine engine = _engines[index];
            if (engine.Entry.IsSlow && round % SlowEvery != 0) continue;
            uint rounds = engine.Rounds[kernel];
            Sample sample = engine.Engine.Run(kernel, rounds);
            Check(engine, kernel, rounds, sample);
            ns[index] = sample.Nanoseconds / rounds;
        }
        for (int i = 0; i < _engines.Count; i++)
        {
            if (ns[i] > 0) _engines[i].Add(kernel, ns[i], ns[i] / ns[0]);
        }
    }

    private void Check(RunningEngine engine, Kernel kernel, uint rounds, Sample sample)
    {
        if (!_checksums.TryGetValue((kernel, rounds), out ulong expected))
            _checksums[(kernel, rounds)] = expected = _engines[0].Engine.Run(kernel, rounds).Checksum;
        if (sample.Checksum != expected)
        {
            throw new NfException(Status.TestFailed,
                $"{engine.Entry.Name}: {kernel.Name} gives {sample.Checksum} after {rounds} rounds, but native code gives {expected}.");
        }
    }

    private EngineComparison Conclude()
    {
        List<KernelFigures> figures = [.. _engines.SelectMany(engine => _plan.Kernels.Select(engine.Conclude))];
        List<EngineFigures> engines = [];
        foreach (EngineEntry entry in _plan.Engines)
        {
            RunningEngine? engine = _engines.FirstOrDefault(running => running.Entry == entry);
            engines.Add(engine?.Conclude(figures.Where(each => each.Engine == entry.Name))
                ?? new EngineFigures(entry.Name, entry.What, entry.Absence, null, null, null, null));
        }
        return new EngineComparison(_plan.Kernels, engines, figures);
    }
}
