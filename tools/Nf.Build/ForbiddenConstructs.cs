using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using Nf.Errors;

namespace Nf.Build;

/// <summary>
/// Finds what the no-heap world does not have, and says which C# construct asked for it. The core library defines none of these
/// symbols, so the linker would refuse the image anyway; here the user gets the reason and the line.
/// </summary>
internal static partial class ForbiddenConstructs
{
    private const string ClassConstructor = "___cctor";
    private const string StaticInitialiser = "a static constructor, or a static field with an initialiser that needs code,";

    private static readonly (string Symbol, string Construct)[] s_symbols =
    [
        ("RhpNewFast", "'new' of a class"),
        ("RhpNewObject", "'new' of a class"),
        ("RhpNewFinalizable", "'new' of a class"),
        ("RhNewObject", "'new' of a class"),
        ("RhpNewArrayFast", "a new array"),
        ("RhpNewPtrArrayFast", "a new array"),
        ("RhpNewArray", "a new array"),
        ("RhNewArray", "a new array"),
        ("RhNewString", "a new string"),
        ("RhpThrowEx", "'throw'"),
        ("RhpRethrow", "'throw'"),
        ("RhpInitialDynamicInterfaceDispatch", "a call through an interface"),
        ("RhpInitialInterfaceDispatch", "a call through an interface"),
        ("RhpInterfaceDispatch", "a call through an interface"),
        ("RhpResolveInterfaceMethod", "a call through an interface"),
        ("RhpAssignRef", "a reference stored in an object"),
        ("RhpCheckedAssignRef", "a reference stored in an object"),
        ("RhpByRefAssignRef", "a reference stored in an object"),
        ("RhpGcPoll", "code that a collector would have to stop"),
    ];

    // What the ahead-of-time compiler looks for in the core library when the construct appears.
    private static readonly (string Sign, string Construct)[] s_compilerSigns =
    [
        ("AddBoxingDependencies", "boxing (a struct used as an object or as an interface)"),
        ("ArrayInitialize", "a new array"),
        ("SynchronizedMethodHelpers", "'lock' or a synchronized method"),
        ("DelegateHelpers", "a delegate"),
        ("InitializeClosed", "a delegate"),
        ("InitializeOpen", "a delegate"),
        ("ClassConstructorRunner", StaticInitialiser),
        ("ThreadStatic", "a thread-static field"),
    ];

    /// <summary>Looks at the C# compiler's errors: floating point is the one that it finds itself.</summary>
    public static void CheckCompilerErrors(string output)
    {
        Match match = FloatingPoint().Match(output);
        if (match.Success)
            throw Error($"{Repository.Relative(match.Groups["file"].Value)}:{match.Groups["line"].Value}", "floating point (float or double; the core knows integers only)");
    }

    /// <summary>Looks at what the ahead-of-time compiler said when it failed.</summary>
    public static void CheckAotErrors(string output)
    {
        foreach ((string sign, string construct) in s_compilerSigns)
        {
            if (!output.Contains(sign, StringComparison.Ordinal))
                continue;
            Match match = FailedMethod().Match(output);
            throw Error(match.Success ? match.Groups["method"].Value : "", construct);
        }
    }

    /// <summary>Looks at what a compiled object asks of others.</summary>
    public static void CheckObject(string objectPath, Toolchain toolchain, ToolRunner tools)
    {
        ElfFile file = new(objectPath);
        HashSet<string> undefined = new(StringComparer.Ordinal);
        foreach (ElfSymbol symbol in file.Symbols)
        {
            if (symbol.Section == 0)
                undefined.Add(symbol.Name);
        }

        // One that the compiler could run ahead of time leaves no code behind; the others would never be run.
        foreach (ElfSymbol symbol in file.Symbols)
        {
            if (symbol.Section != 0 && symbol.Name.EndsWith(ClassConstructor, StringComparison.Ordinal))
                throw Error(LineOf(file.Sections[symbol.Section].Name, symbol.Address, objectPath, toolchain, tools), StaticInitialiser);
        }

        foreach ((string symbol, string construct) in s_symbols)
        {
            if (undefined.Contains(symbol))
                throw Error(FindPlace(file, objectPath, symbol, toolchain, tools), construct);
        }
    }

    /// <summary>The source line of a DWARF path, below the root of the tree.</summary>
    public static string Shorten(string path) => path.StartsWith("/nf/", StringComparison.Ordinal) ? path[4..] : Repository.Relative(path);

    // The reference may go by way of something that is named in its place: on ARM a small jump, for an interface call a cell of data.
    private static string FindPlace(ElfFile file, string objectPath, string symbol, Toolchain toolchain, ToolRunner tools)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { symbol, symbol + "$thunk" };
        foreach (ElfRelocation relocation in file.Relocations())
        {
            if (names.Contains(relocation.Symbol) && !IsCode(file, relocation) && SymbolAt(file, relocation) is { } cell)
                names.Add(cell.Name);
        }

        foreach (ElfRelocation relocation in file.Relocations())
        {
            if (!names.Contains(relocation.Symbol) || !IsCode(file, relocation))
                continue;
            string line = LineOf(file.Sections[relocation.Section].Name, relocation.Offset, objectPath, toolchain, tools);
            if (line.Length != 0)
                return line;
        }

        return "";
    }

    private static bool IsCode(ElfFile file, ElfRelocation relocation)
        => file.Sections[relocation.Section].Name.Contains("managedcode", StringComparison.Ordinal);

    private static ElfSymbol? SymbolAt(ElfFile file, ElfRelocation relocation)
    {
        ElfSymbol? nearest = null;
        foreach (ElfSymbol symbol in file.Symbols)
        {
            bool isBefore = symbol.Section == relocation.Section && symbol.Address <= relocation.Offset && symbol.Name[0] != '$';
            if (isBefore && (nearest is null || symbol.Address >= nearest.Address))
                nearest = symbol;
        }

        return nearest;
    }

    private static string LineOf(string section, ulong address, string objectPath, Toolchain toolchain, ToolRunner tools)
    {
        (int exitCode, string output) = tools.Run(toolchain.AddressToLine,
            ["-e", objectPath, "-j", section, address.ToString("x", CultureInfo.InvariantCulture)]);
        string line = output.Split('\n', 2)[0].Split(" (", 2)[0].Trim();
        return exitCode == 0 && !line.StartsWith('?') ? Shorten(line) : "";
    }

    private static NfException Error(string place, string construct) => new(
        Status.AllocationNotAllowed,
        (place.Length == 0 ? "" : place + ": ") + construct + " is not allowed: this code runs without a heap");

    [GeneratedRegex(@"(?<file>[^\n(]*)\((?<line>\d+),\d+\): error CS0518: .*'System\.(Single|Double)'", RegexOptions.ExplicitCapture)]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"Code generation failed for method '\[[^\]]*\](?<method>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex FailedMethod();
}
