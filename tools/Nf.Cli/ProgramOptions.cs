using System.CommandLine;
using Nf.Build;

namespace Nf.Cli;

/// <summary>Which program an image is of, and where its module store is.</summary>
internal static class ProgramOptions
{
    private const string OneGuest = "firmware";

    /// <summary>Whether one guest runs, or several are supervised.</summary>
    public static Option<string> Program()
    {
        Option<string> program = new("--program")
        {
            Description = "firmware runs one guest; host supervises several, and takes more over its control line.",
            HelpName = "PROGRAM",
            DefaultValueFactory = _ => OneGuest,
        };
        program.AcceptOnlyFromAmong(OneGuest, HostDescription.Program);
        return program;
    }

    /// <summary>The medium of a host's module store.</summary>
    public static Option<string?> Store() => new("--store")
    {
        Description = "With --program host: the medium of its module store, instead of board.yaml's.",
        HelpName = "MEDIUM",
    };
}
