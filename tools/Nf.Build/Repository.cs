using System;
using System.IO;
using Nf.Errors;

namespace Nf.Build;

/// <summary>The folders of the source tree that this program was built from.</summary>
public static class Repository
{
    private const string Marker = "Directory.Packages.props";

    /// <summary>The root: the nearest folder above the program that holds the central package list. Ends without a separator.</summary>
    /// <exception cref="NfException">The program does not lie in a source tree.</exception>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path below the root, with the platform's separators.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine(Root, Path.Combine(parts));

    /// <summary>The path as a user of the tree writes it: relative to the root when it lies below it.</summary>
    public static string Relative(string path)
    {
        string relative = Path.GetRelativePath(Root, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)) && Directory.Exists(Path.Combine(folder.FullName, "boards")))
                return folder.FullName;
        }

        throw new NfException(Status.FileNotFound, $"no source tree above {start}: run the program from a clone of nf");
    }
}
