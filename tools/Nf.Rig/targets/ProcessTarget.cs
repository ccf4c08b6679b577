using System.Collections.Generic;
using System.IO;
using Nf.Build;
using Nf.Emulation;
using Nf.Target;

namespace Nf.Rig;

/// <summary>`linux-x64`, `linux-arm64`, `linux-arm`: the heapless host as a process of this machine, with simulated devices.</summary>
internal sealed class ProcessTarget : ControlledTarget
{
    private readonly BoardDescription _board;
    private readonly string _folder = Directory.CreateTempSubdirectory("nf-rig-").FullName;
    private HostProcess? _process;

    private ProcessTarget(string board, RigSetup setup)
        : base(board, setup)
    {
        _board = BoardReader.Read(board);
    }

    /// <summary>The kinds of target.</summary>
    public static IReadOnlyList<RigTargetKind> Kinds { get; } = [KindOf("linux-x64"), KindOf("linux-arm64"), KindOf("linux-arm")];

    /// <inheritdoc/>
    public override string? WhyNot(RigAbility ability, RigWire? wire = null) => WhyNot(ability);

    // A process dies between two system calls: the runner chooses between which.
    /// <inheritdoc/>
    public override bool TryArmPowerCut(double part) => false;

    /// <inheritdoc/>
    protected override void PowerOn()
    {
        _process ??= new HostProcess(_board, HostImage.Build(Progress, _board, []), _folder);
        _process.Start();
    }

    /// <inheritdoc/>
    protected override void PowerOff() => _process!.Kill();

    /// <inheritdoc/>
    protected override void Restart()
    {
        Session.Tell(FirmwareHost.MessageType.Reset, default(FirmwareHost.EmptyMessage));
        _process!.WaitForRestart();
        _process.Start();
    }

    /// <inheritdoc/>
    protected override TargetLine OpenLine() => TargetLines.Open(new TargetAddress(TargetKind.Unix, _process!.Socket));

    /// <inheritdoc/>
    protected override Stream OpenMedium() => new FileStream(_process!.StoreFile, FileMode.Open, FileAccess.ReadWrite);

    /// <inheritdoc/>
    protected override void Release()
    {
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static RigTargetKind KindOf(string board) =>
        new(board, [board], (_, need) => WhyNot(need.Ability), (_, setup) => new ProcessTarget(board, setup));

    private static string? WhyNot(RigAbility ability) =>
        ability == RigAbility.Hang ? "a process on this machine has no watchdog that would start it again" : null;
}
