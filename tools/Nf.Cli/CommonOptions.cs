using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Nf.Cli;

/// <summary>Options that several verbs take.</summary>
internal static class CommonOptions
{
    public static Argument<string> GuestPath() => new("PATH")
    {
        Description = "A .wasm file, or a folder NAME with NAME.wasm and scenario.yaml.",
    };

    public static Argument<string[]> GuestPaths() => new("PATH")
    {
        Description = "A .wasm file, or a folder NAME with NAME.wasm and scenario.yaml; several with --engine aot, any number for a host.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Option<string> RequiredBoard() => new("--board")
    {
        Description = "The board; `nf boards` lists them.",
        HelpName = "NAME",
        Required = true,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object and nothing else." };

    public static Option<bool> Trace() => new("--trace") { Description = "Print what the guest did, line by line." };

    public static Option<string?> Scenario() => new("--scenario")
    {
        Description = "What happens to the board, instead of the folder's scenario.yaml.",
        HelpName = "FILE",
    };

    public static Option<uint?> Ticks()
    {
        Option<uint?> ticks = new("--ticks") { Description = "How many ticks to run, instead of the scenario's number.", HelpName = "N" };
        ticks.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !uint.TryParse(text, out _))
                result.AddError($"--ticks is '{text}', but must be a whole number from 1 to 4294967295");
        });
        return ticks;
    }

    /// <summary>A whole number that may be left out.</summary>
    public static Option<T?> Number<T>(string name, string description)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T value))
                    return value;
                result.AddError($"{name} is '{text}', but must be a whole number of at most {T.MaxValue}");
                return null;
            },
        };
}
