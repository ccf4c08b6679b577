using Nf.Build;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Guests compiled ahead of time for this process.</summary>
internal static class AheadGuest
{
    /// <summary>Compiles a packed guest, unless that was done before, and loads it.</summary>
    /// <exception cref="Errors.NfException">It is refused, a tool is missing, or this machine has another processor than nf compiles for.</exception>
    public static AheadLibrary Load(Terminal terminal, GuestFile file, AheadChecks? checks)
    {
        AheadRequest request = new()
        {
            Package = file.Wasm,
            Name = file.Name,
            Target = HostTarget.Name,
            Checks = checks ?? AheadChecks.Guard,
            Shared = true,
            Progress = terminal.Progress,
        };
        return new AheadLibrary(AheadCompiler.Compile(request).Path);
    }
}
