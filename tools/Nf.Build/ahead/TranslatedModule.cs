using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Nf.Errors;

namespace Nf.Build;

/// <summary>
/// C of a module, by wabt's wasm2c. Of what it writes, the module's own part is used: from its marks to its exports. What stands before
/// that, wabt's vocabulary, is replaced by runtime-core/native/ahead/nf_ahead_module.h, which says why. Where the marks are is known of the
/// version that is asked for, so no other is taken.
/// </summary>
internal static partial class TranslatedModule
{
    /// <summary>The version of wasm2c whose output is understood.</summary>
    public const string Version = "1.0.32";

    private const string Translator = "wasm2c";
    private const string BodyMark = "static bool s_module_initialized = false;";
    private const string EndMark = "static void init_instance_import(";

    /// <summary>The module that every import is said to be of.</summary>
    public static ReadOnlySpan<byte> ImportModuleName => "h"u8;

    /// <summary>What an import is called.</summary>
    public static byte[] ImportName(int index) => Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The C function that an import becomes.</summary>
    public static string ImportFunction(int index) => string.Create(CultureInfo.InvariantCulture, $"Z_hZ_{index}");

    /// <summary>Translates <c>module.wasm</c> of a folder to <c>module.h</c> and <c>module.inc</c>.</summary>
    /// <param name="tools">Runs wasm2c.</param>
    /// <param name="folder">Where the files are.</param>
    /// <param name="name">The module's name in C.</param>
    /// <param name="typeNumbers">For each type of the module the number that equal types share.</param>
    /// <returns>True when the module grows tables.</returns>
    /// <exception cref="NfException">wasm2c is missing, has another version, or does not take the module.</exception>
    public static bool Translate(ToolRunner tools, string folder, string name, int[] typeNumbers)
    {
        CheckVersion(tools);
        (int exitCode, string output) = tools.Run(Translator,
            ["--no-debug-names", "-n", name, "module.wasm", "-o", "module.c"], folder);
        if (exitCode != 0)
            throw new NfException(Status.BuildFailed, $"{Translator} does not take the module: {ToolRunner.FirstError(output)}");
        string own = OwnPart(File.ReadAllText(Path.Combine(folder, "module.c")), typeNumbers);
        File.WriteAllText(Path.Combine(folder, "module.inc"), own);
        return GrowsTables(own);
    }

    /// <summary>Whether a module's own part grows tables.</summary>
    public static bool GrowsTables(string own) =>
        own.Contains("wasm_rt_grow_funcref_table(", StringComparison.Ordinal) || own.Contains("wasm_rt_grow_externref_table(", StringComparison.Ordinal);

    private static void CheckVersion(ToolRunner tools)
    {
        string found = tools.RunChecked(Translator, Translator, ["--version"]).Trim();
        if (found != Version)
        {
            throw new NfException(Status.ToolMissing,
                $"compiling ahead of time needs {Translator} {Version}, found {found}: install Debian 12's package wabt");
        }
    }

    /// <summary>What of wasm2c's C is used.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="typeNumbers">For each type of the module the number that equal types share.</param>
    /// <exception cref="NfException">InternalError when it is not what that version writes.</exception>
    public static string OwnPart(string text, int[] typeNumbers)
    {
        int start = text.IndexOf(BodyMark, StringComparison.Ordinal);
        int end = ExportMark().Match(text, Math.Max(start, 0)) is { Success: true } match
            ? match.Index
            : text.IndexOf(EndMark, StringComparison.Ordinal);
        if (end < 0)
            end = text.IndexOf("\nvoid Z_", StringComparison.Ordinal);
        if (start < 0 || end < start)
            throw new NfException(Status.InternalError, $"{Translator} {Version} wrote something else than was expected of it");
        string own = text[(start + BodyMark.Length)..end];
        string numbers = string.Join(", ", typeNumbers);
        return TypeTable().Replace(own, $"\nstatic const u32 func_types[] = {{{(numbers.Length == 0 ? "0" : numbers)}}};\n", 1);
    }

    // The numbers of types are assigned when the program starts, wabt's way; here they are constants.
    [GeneratedRegex(@"\nstatic u32 func_types\[\d+\];\s+static void init_func_types\(void\) \{[^}]*\}\n")]
    private static partial Regex TypeTable();

    [GeneratedRegex(@"^/\* export: ", RegexOptions.Multiline)]
    private static partial Regex ExportMark();
}
