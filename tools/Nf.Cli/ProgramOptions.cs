using System;
using System.CommandLine;
using System.Linq;
using System.Text;
using Nf.Build;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Simulator;

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

    /// <summary>Reads a key: its bytes, or their hexadecimal digits as text.</summary>
    /// <exception cref="NfException">The file is not there, or too short for a key.</exception>
    public static byte[] ReadKey(string path)
    {
        byte[] bytes = Files.Read(path);
        string text = Encoding.ASCII.GetString(bytes).Trim();
        bool isText = text.Length != 0 && text.Length % 2 == 0 && text.All(Uri.IsHexDigit);
        byte[] key = isText ? Convert.FromHexString(text) : bytes;
        return key.Length >= ModuleStore<SimulatedStorage>.KeyBytesMin ? key : throw new NfException(Status.InvalidArgument,
            $"{path}: the key has {key.Length} bytes, but must have {ModuleStore<SimulatedStorage>.KeyBytesMin} or more.");
    }
}
