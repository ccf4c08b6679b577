using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Build;

namespace Nf.OnTarget.Tests;

/// <summary>The guests of the self-tests, compiled ahead of time: for this process, or to be linked into an image.</summary>
internal static class CompiledGuests
{
    /// <summary>Guests that the compiler refuses, as the interpreter does.</summary>
    public static IReadOnlyList<string> Refused { get; } = ["import-global", "import-memory", "import-table"];

    /// <summary>All others.</summary>
    public static IReadOnlyList<GuestBytes> Packages { get; } =
    [
        .. HostileNames().Except(Refused).Select(Hostile),
        new GuestBytes("selftest", SelfTestGuest.Wasm.ToArray()),
        new GuestBytes("collections-c", SharedGuests.C.ToArray()),
        new GuestBytes("collections-as", SharedGuests.AssemblyScript.ToArray()),
    ];

    /// <summary>A guest of the folder hostile.</summary>
    public static GuestBytes Hostile(string name) => new(name, HostileModules.Find(Encoding.ASCII.GetBytes(name)).ToArray());

    /// <summary>Shared objects of all packages, for this process.</summary>
    public static IReadOnlyList<string> Libraries(AheadChecks checks) => [.. Packages.Select(package => Compile(package, checks).Path)];

    /// <summary>Compiles one for this process.</summary>
    public static AheadArtefact Compile(GuestBytes package, AheadChecks checks) => AheadCompiler.Compile(new AheadRequest
    {
        Package = package.Package,
        Name = package.Name,
        Target = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64",
        Checks = checks,
        Shared = true,
    });

    private static IEnumerable<string> HostileNames() => Directory.GetFiles(Repository.PathOf("tests", "on-target", "hostile"), "*.wat")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);
}
