using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Rig;

/// <summary>Runs a rig on a target, once.</summary>
public sealed class RigRunner
{
    private const int GuestsLine = 1;

    private readonly RigFile _file;
    private readonly IRigTarget _target;
    private readonly RigOptions _options;
    private readonly IRigProgress _progress;
    private readonly RigWorld _world;
    private readonly RigActions _actions;
    private readonly RigExpectations _expectations;
    private readonly List<StepResult> _results = [];
    private StepResult? _failed;

    // The first step that was skipped and would have changed something: what is seen behind it says nothing.
    private StepResult? _missing;

    private RigRunner(RigFile file, IRigTarget target, RigOptions options, IRigProgress progress)
    {
        _file = file;
        _target = target;
        _options = options;
        _progress = progress;
        _world = new RigWorld(file, target, options, progress);
        _actions = new RigActions(_world);
        _expectations = new RigExpectations(_world);
    }

    /// <summary>Runs it.</summary>
    /// <param name="file">The rig.</param>
    /// <param name="target">The target, turned off.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Watches.</param>
    /// <returns>All that is known of the run, also of one that failed.</returns>
    public static RigRun Run(RigFile file, IRigTarget target, RigOptions options, IRigProgress progress)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return new RigRunner(file, target, options, progress).Run();
    }

    private RigRun Run()
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        long start = Stopwatch.GetTimestamp();
        string guests = string.Join(", ", _file.Guests.Select(guest => guest == null ? "nobody" : System.IO.Path.GetFileName(guest)));
        Do($"turn on {_target.Name} with {(guests.Length == 0 ? "no guests" : guests)}", GuestsLine, TurnOn);
        RunAll(_file.Steps);
        RigRun run = new()
        {
            Name = _file.Name,
            File = _file.Path,
            FileDigest = _file.Digest,
            Target = _target.Name,
            Seed = _options.Seed,
            KeepsGoing = _options.KeepGoing,
            Started = started,
            IsStepped = _target.IsStepped,
            Steps = _results,
            Series = _world.Recorder.Series,
            Pictures = _world.Recorder.Pictures,
            Measurements = _world.Recorder.Measurements,
            Log = _world.Recorder.Log,
            Replay = $"nf rig run {_file.Path} --target {_target.Name} --seed {_options.Seed}{(_options.KeepGoing ? " --keep-going" : "")}",
            WallSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
        return _results[0].Verdict == RigVerdict.Passed ? Describe(run) : run;
    }

    private RigRun Describe(RigRun run)
    {
        try
        {
            TargetInfo info = _target.Session.Info;
            run = run with { Board = _target.Session.Board, Firmware = $"{info.Major}.{info.Minor}.{info.Patch}" };
            return run with { Decisions = Decisions() };
        }
        catch (NfException)
        {
            // A target that is gone: the steps say so already.
            return run;
        }
    }

    private List<RigDecisions> Decisions()
    {
        List<RigDecisions> all = [];
        foreach (GuestEntry guest in _target.Session.Guests().Where(guest => !guest.IsEmpty))
        {
            GuestPlace place = new() { Place = guest.Info.Place };
            if (_target.Session.TryAsk(MessageType.Trace, place, out GuestTrace trace) == Status.Ok)
                all.Add(new RigDecisions(place.Place, guest.Name, Convert.ToHexStringLower(trace.Digest), trace.Ticks, trace.Lines));
        }
        return all;
    }

    private StepOutcome TurnOn()
    {
        if (WhyNot(_file.Needs) is { } reason)
            return StepOutcome.Skipped(reason);
        _target.TurnOn();
        _world.BeginLife();
        for (int place = 0; place < _file.Guests.Count; place++)
        {
            if (_file.Guests[place] is { } path && !TryLoad(path, (byte)place, out string missing))
                return StepOutcome.Skipped(missing);
        }
        _world.Look();
        return StepOutcome.Passed;
    }

    // A board need not offer all that a guest imports: it may have no display, for instance.
    private bool TryLoad(string path, byte place, out string missing)
    {
        missing = "";
        try
        {
            RigLoader.Load(_world, new RigPackage(path, path, null, place, Activate: true, Confirm: true));
            return true;
        }
        catch (NfException error) when (error.Status == Status.ImportUnknown)
        {
            missing = $"{path} imports what {_target.Name} does not offer: {error.Message}";
            return false;
        }
    }

    private void RunAll(IReadOnlyList<RigStep> steps)
    {
        foreach (RigStep step in steps)
        {
            if (step is RepeatStep repeat && WhyOver == null)
            {
                for (int i = 0; i < repeat.Times && WhyOver == null; i++)
                    RunAll(repeat.Steps);
            }
            else
            {
                int index = _results.Count + 1;
                Do(step.Text, step.Mark.Line, () => Run(step, index));
                Remember(step);
            }
        }
    }

    // Why no more steps are done; null while they are.
    private string? WhyOver =>
        _results[0].Verdict == RigVerdict.Skipped ? "step 1 was skipped"
        : _failed != null && (!_options.KeepGoing || _failed.Index == 1) ? $"step {_failed.Index} failed before it"
        : null;

    private void Remember(RigStep step)
    {
        bool changesSomething = step is not (ExpectStep or PictureStep or MeasureStep or LineStep or WaitStep);
        if (_results[^1].Verdict == RigVerdict.Skipped && changesSomething)
            _missing ??= _results[^1];
    }

    private StepOutcome Run(RigStep step, int index)
    {
        if ((WhyOver ?? WhyNot(step.Needs)) is { } reason)
            return StepOutcome.Skipped(reason);
        if (_missing == null || step is not (ExpectStep or PictureStep or MeasureStep))
            return Work(step, index);
        // What comes behind it, comes as late as it may.
        if (step is ExpectStep expect)
            _world.Pass(expect.WithinNanoseconds);
        return StepOutcome.Skipped($"it depends on step {_missing.Index} (line {_missing.Line}), which was skipped");
    }

    private string? WhyNot(IEnumerable<RigNeed> needs) =>
        needs.Select(need => _target.WhyNot(need.Ability, need.Wire)).FirstOrDefault(reason => reason != null);

    private StepOutcome Work(RigStep step, int index)
    {
        switch (step)
        {
            case ExpectStep expect: return _expectations.Meet(expect);
            case LoadStep load: return _actions.Load(load);
            case PictureStep picture: return _actions.Picture(picture);
            case MeasureStep measure: return _actions.Measure(measure);
            case SetStep set: foreach (RigSetting setting in set.Settings) _world.Set(setting); break;
            case RampStep ramp: _actions.Ramp(ramp); break;
            case WaitStep wait: _world.Pass(wait.Nanoseconds); break;
            case PressStep press: _actions.Press(press); break;
            case GuestStep guest: _actions.Order(guest); break;
            case PostStep post: _actions.Post(post); break;
            case CutPowerStep cut: _actions.CutPower(cut, _world.RandomOf(index)); break;
            case RebootStep: _actions.Reboot(); break;
            case HangStep: _actions.Hang(); break;
            case CorruptStep corrupt: _actions.Corrupt(corrupt, _world.RandomOf(index)); break;
            case LineStep line: _actions.Disturb(line, _world.RandomOf(index)); break;
            default: throw new InvalidOperationException($"{step.GetType().Name} is no step that can be done.");
        }
        return StepOutcome.Passed;
    }

    private void Do(string text, int line, Func<StepOutcome> work)
    {
        int index = _results.Count + 1;
        double from = _world.Clock.Seconds;
        _progress.Begins(index, text);
        StepOutcome outcome;
        try
        {
            outcome = work();
        }
        catch (NfException error)
        {
            outcome = StepOutcome.Failed(error.Message);
        }
        StepResult result = new()
        {
            Index = index,
            Text = text,
            File = _file.Path,
            Line = line,
            Verdict = outcome.Verdict,
            Reason = outcome.Reason,
            Expected = outcome.Expected,
            Seen = outcome.Seen,
            FromSeconds = from,
            ToSeconds = _world.Clock.Seconds,
        };
        _results.Add(result);
        if (outcome.Verdict == RigVerdict.Failed)
            _failed ??= result;
        _progress.Ends(result);
    }
}
