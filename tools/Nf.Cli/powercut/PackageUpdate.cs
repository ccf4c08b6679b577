using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Target;

namespace Nf.Cli;

/// <summary>An update of the guest in place 0, to its confirmation, step by step.</summary>
/// <param name="session">The board.</param>
internal sealed class PackageUpdate(TargetSession session)
{
    /// <summary>Time for more good runs than any trial of the guest takes.</summary>
    public const ulong TrialNanoseconds = 3_000_000_000;

    /// <summary>How far it is, also when it failed.</summary>
    public UpdateStage Stage { get; private set; }

    /// <summary>Does it.</summary>
    /// <exception cref="NfException">The board refuses, or lost its power.</exception>
    public void Run(byte[] package)
    {
        session.Upload(PackageLoader.Plan(0, package, null), package, _ => { });
        Stage = UpdateStage.Activation;
        session.Tell(MessageType.Activate, new GuestPlace { Place = 0 }, "place 0");
        Stage = UpdateStage.Trial;
        session.Advance(TrialNanoseconds, isStepped: true);
        if (session.Guest(0).Info.IsOnTrial)
            throw new NfException(Status.TestFailed, "The package did not pass its trial.");
        Stage = UpdateStage.Done;
    }
}
