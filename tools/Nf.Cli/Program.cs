using System;
using System.IO;

namespace Nf.Cli;

/// <summary>The command line of nf.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        bool isJson = CommandTree.WantsJson(args);
        using TextWriter output = isJson ? new StandardOutput() : new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Terminal terminal = new(output, Console.Error, isJson);
        return CommandTree.Run(args, terminal);
    }
}
