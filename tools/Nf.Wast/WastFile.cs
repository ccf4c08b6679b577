using System;
using System.Collections.Generic;
using System.IO;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Wast;

/// <summary>A test file, translated and read.</summary>
/// <param name="Path">As it was given.</param>
/// <param name="Commands">All its commands, in order.</param>
/// <param name="Fault">Why it could not be read, in one line; null when it was. Then there are no commands.</param>
public sealed record WastFile(string Path, IReadOnlyList<WastCommand> Commands, string? Fault = null)
{
    /// <summary>The name without folders.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">A .wast file, or the JSON that wast2json made of one.</param>
    /// <exception cref="NfException">It is not there, or a tool is not. A file that is not understood is a <see cref="Fault"/>.</exception>
    public static WastFile Read(string path)
    {
        // Also tells that there is none before a tool is asked for.
        Files.OpenRead(path).Dispose();
        bool isJson = System.IO.Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        try
        {
            return new WastFile(path, isJson ? WastJson.Read(path) : Translate(path));
        }
        catch (NfException error) when (error.Status == Status.InvalidArgument)
        {
            return new WastFile(path, [], error.Message);
        }
    }

    private static IReadOnlyList<WastCommand> Translate(string path)
    {
        Wast2Json.Check();
        string folder = Directory.CreateTempSubdirectory("nf-wast-").FullName;
        try
        {
            string json = System.IO.Path.Combine(folder, "commands.json");
            Wast2Json.Run(path, json);
            return WastJson.Read(json);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
