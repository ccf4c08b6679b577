using System;
using System.IO;

namespace Nf.Cli;

/// <summary>The command line of nf.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            return Run(args);
        }
        catch (IOException error)
        {
            // The result itself could not be written: a full disk, for instance.
            Console.Error.WriteLine($"nf: Standard output could not be written: {error.Message}");
            return (int)Status.IoError;
        }
    }

    private static int Run(string[] args)
    {
        bool isJson = CommandTree.WantsJson(args);
        using TextWriter output = isJson ? new StandardOutput() : new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        return CommandTree.Run(args, new Terminal(output, Console.Error, isJson));
    }
}
