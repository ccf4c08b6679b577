using System.CommandLine;
using System.Globalization;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>Options about the engine that runs a guest.</summary>
internal static class EngineOptions
{
    private const string OfImage = "interpreter, or aot: compiled ahead of time and linked in; what nf.yaml or board.yaml says otherwise, else the interpreter.";

    /// <summary>An engine, by its word.</summary>
    /// <param name="description">What it is for, and what holds otherwise.</param>
    public static Option<GuestEngine?> Engine(string description = OfImage) => new("--engine")
    {
        Description = description,
        HelpName = "ENGINE",
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (EngineName.TryParse(text, out GuestEngine engine))
                return engine;
            result.AddError($"--engine is '{text}', but must be {EngineName.All}");
            return null;
        },
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
