using System;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Fuzz;
using Nf.Platform;
using Nf.Target;

namespace Nf.Rig;

/// <summary>What steps work on: the target, its time, and what is kept of the run.</summary>
internal sealed class RigWorld
{
    private readonly ulong _seed;
    private int _logsTaken;

    public RigWorld(RigFile file, IRigTarget target, RigOptions options, IRigProgress progress)
    {
        File = file;
        Target = target;
        Progress = progress;
        _seed = options.Seed;
        Clock = new RigClock(target);
        Recorder = new RigRecorder(file, target, Clock);
    }

    public RigFile File { get; }

    public IRigTarget Target { get; }

    public RigClock Clock { get; }

    public RigRecorder Recorder { get; }

    public IRigProgress Progress { get; }

    public TargetSession Session => Target.Session;

    /// <summary>Lines of the log that an `expect` has gone by.</summary>
    public int LogsSeen { get; set; }

    /// <summary>What the rig itself knows of the last start, for a target whose chip does not tell why it started.</summary>
    public ResetCause KnownReset { get; set; } = ResetCause.PowerOn;

    /// <summary>The numbers of one step: they depend on nothing that other steps took.</summary>
    public FuzzRandom RandomOf(int index) => FuzzRandom.Of(_seed, index);

    /// <summary>The target has started.</summary>
    public void BeginLife()
    {
        Clock.BeginLife();
        Session.Streams.OnLog = Recorder.Take;
        Session.Tell(MessageType.Subscribe, new Subscription { Logs = true });
        Look();
    }

    /// <summary>Lets time pass, a tick of the rig at most at once.</summary>
    /// <param name="nanoseconds">How much.</param>
    /// <param name="before">Called before each tick with what has passed so far.</param>
    /// <param name="seen">What an expectation sees meanwhile.</param>
    public void Pass(ulong nanoseconds, Action<ulong>? before = null, string? seen = null)
    {
        for (ulong passed = 0; passed < nanoseconds;)
        {
            before?.Invoke(passed);
            ulong part = Math.Min(File.TickNanoseconds, nanoseconds - passed);
            Clock.Pass(part);
            passed += part;
            Look();
            Progress.Passes(Clock.Seconds, seen);
        }
    }

    /// <summary>Takes down how everything is, with all that was written until now.</summary>
    public void Look()
    {
        Recorder.Sample();
        // A target sends one line at most behind each answer: there is none any more when two answers came without one.
        for (int quiet = 0; quiet < 2; quiet = Recorder.Log.Count == _logsTaken ? quiet + 1 : 0)
        {
            _logsTaken = Recorder.Log.Count;
            Session.Refresh();
        }
    }

    /// <summary>Sets a sensor or an input.</summary>
    public void Set(RigSetting setting)
    {
        if (setting.Wire.Kind == RigWireKind.Sensor)
            Target.SetTemperature(setting.Wire, setting.Value);
        else
            Target.DrivePin(setting.Wire, setting.Value == 1);
        Recorder.Set(setting);
    }

    /// <summary>The place of a guest.</summary>
    /// <exception cref="NfException">There is none such, or several.</exception>
    public byte PlaceOf(string guest) => Session.FindPlace(guest);
}
