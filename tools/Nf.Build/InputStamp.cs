using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Nf.Build;

/// <summary>Tells whether a step has to run again: a hash over its command and the content of its inputs, kept beside its output.</summary>
internal sealed class InputStamp
{
    private readonly string _output;
    private readonly string _hash;

    public InputStamp(string output, IEnumerable<string> command, IEnumerable<string> inputFiles)
    {
        _output = output;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string word in command)
            hash.AppendData(Encoding.UTF8.GetBytes(word + "\n"));
        foreach (string file in inputFiles)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        _hash = Convert.ToHexString(hash.GetHashAndReset());
    }

    private string StampFile => _output + ".stamp";

    /// <summary>Whether the output was made from the same inputs by the same command.</summary>
    public bool IsCurrent => File.Exists(_output) && File.Exists(StampFile) && File.ReadAllText(StampFile) == _hash;

    /// <summary>Notes that the output is made.</summary>
    public void Keep() => File.WriteAllText(StampFile, _hash);

    /// <summary>Forgets the output, so that a step that ends early runs again.</summary>
    public void Drop()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_output)!);
        File.Delete(StampFile);
    }

    /// <summary>The files below folders that end in one of the extensions; what tools made or fetched (bin, obj, node_modules) is left out.</summary>
    public static IReadOnlyList<string> Files(IEnumerable<string> folders, params string[] extensions)
    {
        List<string> files = [];
        foreach (string folder in folders)
        {
            if (Directory.Exists(folder))
                Collect(new DirectoryInfo(folder), extensions, files);
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(DirectoryInfo folder, string[] extensions, List<string> files)
    {
        foreach (FileInfo file in folder.GetFiles())
        {
            if (Array.IndexOf(extensions, file.Extension) >= 0)
                files.Add(file.FullName);
        }

        foreach (DirectoryInfo inner in folder.GetDirectories())
        {
            if (inner.Name is not ("bin" or "obj" or "node_modules"))
                Collect(inner, extensions, files);
        }
    }
}
