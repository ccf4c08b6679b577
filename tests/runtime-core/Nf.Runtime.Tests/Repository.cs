using System.IO;
using System.Runtime.CompilerServices;

namespace Nf.Runtime.Tests;

/// <summary>Where things lie in the repository.</summary>
internal static class Repository
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
