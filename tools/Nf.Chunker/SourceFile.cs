using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;

namespace Nf.Chunker;

/// <summary>A file of sources.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Language">Its language, which its name tells.</param>
public sealed record SourceFile(string Path, Language Language)
{
    private static readonly string[] s_skipped = ["node_modules", ".git"];
    private static readonly EnumerationOptions s_withoutLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>
    /// The TypeScript sources below folders, sorted; no links are followed. Declaration files are left out, and so is what other packages
    /// bring along (node_modules).
    /// </summary>
    /// <param name="paths">Folders, or single files.</param>
    /// <exception cref="NfException">FileNotFound.</exception>
    public static IReadOnlyList<SourceFile> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        List<SourceFile> files = [];
        foreach (string path in paths)
        {
            if (Directory.Exists(path))
                Collect(new DirectoryInfo(path), path, files);
            else if (File.Exists(path))
                files.Add(new SourceFile(path, LanguageOf(path) ?? Language.TypeScript));
            else
                throw new NfException(Status.FileNotFound, $"{path}: there is no such file or folder; give some with TypeScript sources.");
        }
        return files;
    }

    // A stack of its own: how deep folders nest is not ours to say.
    private static void Collect(DirectoryInfo root, string name, List<SourceFile> files)
    {
        Stack<(DirectoryInfo Folder, string Name)> open = new([(root, name)]);
        while (open.TryPop(out (DirectoryInfo Folder, string Name) next))
        {
            foreach (FileSystemInfo entry in next.Folder.GetFileSystemInfos("*", s_withoutLinks).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                string path = System.IO.Path.Combine(next.Name, entry.Name);
                if (entry is DirectoryInfo folder && !s_skipped.Contains(folder.Name))
                    open.Push((folder, path));
                else if (entry is FileInfo && LanguageOf(path) is { } language)
                    files.Add(new SourceFile(path, language));
            }
        }
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
    }

    private static Language? LanguageOf(string path)
    {
        string extension = System.IO.Path.GetExtension(path);
        bool isDeclarations = System.IO.Path.GetFileNameWithoutExtension(path).EndsWith(".d", StringComparison.Ordinal);
        return extension switch
        {
            ".ts" or ".mts" or ".cts" when !isDeclarations => Language.TypeScript,
            ".tsx" => Language.Tsx,
            _ => null,
        };
    }
}
