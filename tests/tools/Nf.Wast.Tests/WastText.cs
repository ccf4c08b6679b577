using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Wast.Tests;

/// <summary>Test files written as text.</summary>
internal static class WastText
{
    /// <summary>Runs a file in this process.</summary>
    public static FileOutcome Run(string text)
    {
        using TemporaryFolder folder = new();
        return WastRun.Execute([WastFile.Read(folder.Write("test.wast", text))], new WastOptions()).Single();
    }

    /// <summary>Runs a file and gives what came of its last command.</summary>
    public static CommandOutcome Last(string text)
    {
        FileOutcome outcome = Run(text);
        Assert.IsNull(outcome.File.Fault);
        return outcome.Commands[^1];
    }
}
