using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nf.Examples.Tests;

/// <summary>Where the examples are, in the checkout that this test was built from.</summary>
internal static class ExampleFolder
{
    /// <summary>The folder examples/.</summary>
    public static string Root { get; } = Find();

    /// <summary>The names of the example guests: folders with sources of their own name.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateDirectories(Root)
            .Select(folder => Path.GetFileName(folder))
            .Where(name => File.Exists(Path.Combine(Root, name, name + ".c")) || File.Exists(Path.Combine(Root, name, name + ".ts")))
            .Order(StringComparer.Ordinal);

    /// <summary>The committed module of an example.</summary>
    public static string Wasm(string name) => Path.Combine(Root, name, name + ".wasm");

    /// <summary>The text of a file of examples/.</summary>
    public static string Read(params ReadOnlySpan<string> path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "examples", "include", "nf.h")))
                return Path.Combine(folder.FullName, "examples");
        }

        throw new InvalidOperationException("The test does not run inside a checkout of nf.");
    }
}
