using System.Runtime.InteropServices;
using Nf.Build;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Guests compiled ahead of time for this process.</summary>
internal static class AheadGuest
{
    /// <summary>Compiles a packed guest, unless that was done before, and loads it.</summary>
    /// <exception cref="NfException">It is refused, a tool is missing, or this machine has another processor than nf compiles for.</exception>
    public static AheadLibrary Load(Terminal terminal, GuestFile file, AheadChecks? checks)
    {
        AheadRequest request = new()
        {
            Package = file.Wasm,
            Name = file.Name,
            Target = Here(),
            Checks = checks ?? AheadChecks.Guard,
            Shared = true,
            Progress = terminal.Progress,
        };
        return new AheadLibrary(AheadCompiler.Compile(request).Path);
    }

    private static string Here() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "linux-x64",
        Architecture.Arm64 => "linux-arm64",
        Architecture other => throw new NfException(Status.NotSupported, $"nf compiles nothing ahead of time for {other}: choose --engine interpreter"),
    };
}
