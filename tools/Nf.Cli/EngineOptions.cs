using System.CommandLine;
using Nf.Build;

namespace Nf.Cli;

/// <summary>Options about the engine that runs a guest.</summary>
internal static class EngineOptions
{
    public static Option<GuestEngine?> Engine() => new("--engine")
    {
        Description = "interpreter, or aot: compiled ahead of time by wasm2c and gcc. What board.yaml or nf.yaml says otherwise, else the interpreter.",
        HelpName = "ENGINE",
    };

    public static Option<AheadChecks?> Checks() => new("--checks")
    {
        Description = "With aot: guard (inaccessible addresses behind the memory, on 64-bit Linux) or explicit (each access is compared).",
        HelpName = "KIND",
    };
}
