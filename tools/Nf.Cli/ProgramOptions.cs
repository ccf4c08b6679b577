using System.CommandLine;
using Nf.Build;

namespace Nf.Cli;

/// <summary>Which program an image is of, where its module store is, and the key of its device.</summary>
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

    /// <summary>The key of the device that a host's image is for.</summary>
    public static Option<string?> Key() => new("--key")
    {
        Description = "With --program host: the device's key; then it takes only packages that `nf load --key` sends with the same one.",
        HelpName = "FILE",
    };
}
