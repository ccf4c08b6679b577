using System.CommandLine;
using System.Globalization;
using Nf.Build;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>Options about the engine that runs a guest.</summary>
internal static class EngineOptions
{
    public static Option<GuestEngine?> Engine() => new("--engine")
    {
        Description = "interpreter, or aot: compiled ahead of time by wasm2c and gcc. What board.yaml or nf.yaml says otherwise, else the interpreter.",
        HelpName = "ENGINE",
    };

    public static Option<AheadChecks?> Checks(
        string description = "With aot: guard (inaccessible addresses behind the memory, on 64-bit Linux) or explicit (each access is compared).") =>
        new("--checks") { Description = description, HelpName = "KIND" };

    public static Option<int?> Optimise(
        string description = "With aot: compile with gcc at this level, 0 to 3, instead of the compiler that is done soonest.") =>
        new("--optimise") { Description = description, HelpName = "LEVEL" };

    /// <summary>The level as gcc is told it.</summary>
    public static string? Optimisation(int? level) => level switch
    {
        null => null,
        >= 0 and <= 3 => string.Create(CultureInfo.InvariantCulture, $"-O{level}"),
        _ => throw new NfException(Status.Usage, $"--optimise {level}: expected a level from 0 to 3"),
    };
}
