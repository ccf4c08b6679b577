using System.CommandLine;
using Nf.Errors;
using Nf.Settings;
using Nf.Target;

namespace Nf.Cli;

/// <summary>Options of the verbs that speak with a target, and the way to it.</summary>
internal static class TargetOptions
{
    public static Option<string?> Target() => new("--target")
    {
        Description = $"The target: {TargetAddress.Forms}. Otherwise {HostSettings.TargetVariable}, or \"target\" in the settings file.",
        HelpName = "TARGET",
    };

    public static Option<string> Place() => new("--place")
    {
        Description = "The guest's place, by its number or by the guest's name.",
        HelpName = "PLACE",
        Required = true,
    };

    /// <summary>Speaks with the target that was named, on the command line or in the settings.</summary>
    /// <exception cref="NfException">None was named, or it does not answer.</exception>
    public static TargetSession Connect(Terminal terminal, string? named)
    {
        TargetAddress address = TargetAddress.Parse(named ?? FromSettings());
        TargetAddress reached = address.Kind == TargetKind.Emulator ? EmulatedTarget.Attach(terminal, address.Place) : address;
        return TargetSession.Open(address.ToString(), TargetLines.Open(reached));
    }

    private static string FromSettings()
    {
        using HostSettings settings = new();
        return settings.Target ?? throw new NfException(Status.Usage,
            $"The target is missing: give --target with {TargetAddress.Forms}, or set {HostSettings.TargetVariable}.");
    }
}
