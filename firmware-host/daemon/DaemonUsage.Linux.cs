using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>What is wrong with a command line, and what a right one looks like.</summary>
internal unsafe struct DaemonUsage
{
    // "--pin NAME=LINE" and three spaces.
    private const int HelpColumn = 21;

    /// <summary>How it is wrong.</summary>
    public DaemonUsageKind Kind;

    /// <summary>The option that it is about.</summary>
    public DaemonOptionName Option;

    /// <summary>The argument that it is about.</summary>
    public byte* Argument;

    /// <summary>Says it in one line.</summary>
    public readonly void Write(ref Utf8Writer line)
    {
        DaemonOption option = DaemonOption.At(Option);
        line.Text("nfd: "u8);
        if (Kind == DaemonUsageKind.Unknown)
        {
            line.Text("there is no option '"u8);
            line.Text(CText.Of(Argument));
            line.Text("'"u8);
        }
        else
        {
            line.Text(option.Name);
            if (Kind == DaemonUsageKind.ValueMissing) line.Text(" needs a value: "u8);
            else if (Kind == DaemonUsageKind.OptionMissing) line.Text(" is missing: give it "u8);
            else Quote(ref line);
            if (Kind != DaemonUsageKind.GivenTwice) line.Text(option.Value);
        }

        line.Text(" (nfd --help shows all)\n"u8);
    }

    /// <summary>Writes all options.</summary>
    public static void WriteHelp(ref Utf8Writer text)
    {
        text.Text("nfd runs WebAssembly guests on this machine, and lets `nf` talk to them.\n\nUsage: nfd --state DIR --control PATH [OPTION]...\n\n"u8);
        for (DaemonOptionName name = 0; (int)name < DaemonOption.Count; name++)
        {
            DaemonOption option = DaemonOption.At(name);
            int before = text.Written.Length;
            text.Text("  "u8);
            text.Text(option.Name);
            if (option.Value.Length != 0) text.Byte((byte)' ');
            text.Text(option.Value);
            while (text.Written.Length - before < HelpColumn) text.Byte((byte)' ');
            text.Text(option.Help);
            text.Byte((byte)'\n');
        }
    }

    private readonly void Quote(ref Utf8Writer line)
    {
        line.Text(" '"u8);
        line.Text(CText.Of(Argument));
        line.Text(Kind == DaemonUsageKind.GivenTwice ? "' is given twice"u8 : "' is not in the form "u8);
    }
}
