using System.IO;
using Nf.Platform;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Rig;

/// <summary>`sim`: the firmware host in this process.</summary>
internal sealed class SimulatedTarget : ControlledTarget
{
    private const string TargetName = "sim";

    private readonly ManagedHost _host = new(new ManagedHostOptions());

    private SimulatedTarget(RigSetup setup)
        : base(TargetName, setup)
    {
    }

    /// <summary>The kind of target.</summary>
    public static RigTargetKind Kind { get; } = new(TargetName, [TargetName], (_, need) => WhyNot(need.Ability), (_, setup) => new SimulatedTarget(setup));

    /// <inheritdoc/>
    public override string? WhyNot(RigAbility ability, RigWire? wire = null) => WhyNot(ability);

    /// <inheritdoc/>
    public override bool TryArmPowerCut(double part)
    {
        // A page is old, new up to some byte, mixed, or new: all happen equally often.
        TornWrite[] kinds = [TornWrite.Nothing, TornWrite.Prefix, TornWrite.Mixed, TornWrite.Whole];
        uint seed = 1 + (uint)(part * int.MaxValue);
        _host.CutPowerAt(1, kinds[(int)(part * kinds.Length) % kinds.Length], seed);
        return true;
    }

    /// <inheritdoc/>
    protected override void PowerOn() => _host.TurnOn();

    /// <inheritdoc/>
    protected override void PowerOff() => _host.TurnOff();

    /// <inheritdoc/>
    protected override void Restart() => _host.Reset(ResetCause.Pin);

    /// <inheritdoc/>
    protected override TargetLine OpenLine() => new SimulatedLine(_host);

    /// <inheritdoc/>
    protected override Stream OpenMedium() => _host.OpenMedium();

    /// <inheritdoc/>
    protected override void Release() => _host.Dispose();

    private static string? WhyNot(RigAbility ability) =>
        ability == RigAbility.Hang ? "the simulation has no processor that could hang, and no watchdog" : null;
}
