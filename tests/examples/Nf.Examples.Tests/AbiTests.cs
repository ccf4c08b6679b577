using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nf.Examples.Tests;

/// <summary>The two guest headers and the documentation say the same, and the numbers are those of <see cref="Status"/>.</summary>
[TestClass]
public sealed partial class AbiTests
{
    private static readonly string CHeader = ExampleFolder.Read("include", "nf.h");
    private static readonly string AssemblyScriptHeader = ExampleFolder.Read("include", "nf.ts");

    private static readonly string[] Statuses =
        [.. Enum.GetValues<Status>().Select(status => $"{status} = {(int)status}")];

    [TestMethod]
    public void CHeaderHasEveryStatus()
    {
        string[] expected = [.. Enum.GetValues<Status>().Select(status => $"NF_{Screaming(status.ToString())} = {(int)status}")];

        CollectionAssert.AreEqual(expected, Members(Between(CHeader, "enum nf_status {", "};")));
    }

    [TestMethod]
    public void AssemblyScriptHeaderHasEveryStatus() =>
        CollectionAssert.AreEqual(Statuses, Members(Between(AssemblyScriptHeader, "enum Status {", "\n}")));

    [TestMethod]
    [DataRow("enum nf_log_level {", "enum LogLevel {", "NF_LOG_")]
    [DataRow("enum nf_object_kind {", "enum ObjectKind {", "NF_OBJECT_")]
    [DataRow("enum nf_gpio_mode {", "enum GpioMode {", "NF_GPIO_")]
    [DataRow("enum nf_event_kind {", "enum EventKind {", "NF_EVENT_")]
    [DataRow("enum nf_edges {", "enum Edges {", "NF_EDGES_")]
    [DataRow("enum nf_call {", "enum Call {", "NF_CALL_")]
    public void EnumsAreEqual(string c, string assemblyScript, string prefix)
    {
        string[] expected =
        [
            .. Members(Between(AssemblyScriptHeader, assemblyScript, "\n}"))
                .Select(member => member.Split(" = "))
                .Select(member => $"{prefix}{Screaming(member[0])} = {member[1]}"),
        ];

        Assert.IsNotEmpty(expected);
        CollectionAssert.AreEqual(expected, Members(Between(CHeader, c, "};")));
    }

    [TestMethod]
    [DataRow("LOG_BYTES_MAX")]
    [DataRow("I2C_BYTES_MAX")]
    [DataRow("LOCATOR_BYTES_MAX")]
    [DataRow("CALL_RING_ENTRIES_MAX")]
    [DataRow("MESSAGE_BYTES_MAX")]
    [DataRow("TOPIC_NAME_BYTES_MAX")]
    [DataRow("TOPIC_BYTES_MAX")]
    public void LimitsAreEqual(string name)
    {
        Match c = Regex.Match(CHeader, $@"#define NF_{name} (\d+)");
        Match assemblyScript = Regex.Match(AssemblyScriptHeader, $@"export const {name}: u32 = (\d+);");

        Assert.IsTrue(c.Success && assemblyScript.Success);
        Assert.AreEqual(c.Groups[1].Value, assemblyScript.Groups[1].Value);
    }

    [TestMethod]
    public void FunctionsHaveEqualSignatures()
    {
        SortedDictionary<string, string> c = CFunctions();

        Assert.HasCount(23, c);
        CollectionAssert.AreEqual(c, AssemblyScriptFunctions());
    }

    [TestMethod]
    public void DocumentationListsEveryFunction()
    {
        string[] documented =
        [
            .. DocumentedFunction().Matches(ExampleFolder.Read("README.md"))
                .Select(match => match.Groups["name"].Value)
                .Order(StringComparer.Ordinal),
        ];

        CollectionAssert.AreEqual(CFunctions().Keys, documented);
    }

    private static SortedDictionary<string, string> CFunctions() => Functions(CFunction().Matches(CHeader), CType);

    private static SortedDictionary<string, string> AssemblyScriptFunctions() =>
        Functions(AssemblyScriptFunction().Matches(AssemblyScriptHeader), AssemblyScriptType);

    private static SortedDictionary<string, string> Functions(IEnumerable<Match> matches, Func<string, string> type)
    {
        SortedDictionary<string, string> functions = new(StringComparer.Ordinal);
        foreach (Match match in matches)
        {
            IEnumerable<string> parameters = match.Groups["parameters"].Value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(parameter => parameter != "void")
                .Select(type);
            functions.Add(match.Groups["name"].Value, $"({string.Join(' ', parameters)}) -> {type(match.Groups["result"].Value)}");
        }

        return functions;
    }

    private static string CType(string declaration) =>
        declaration.Contains("64", StringComparison.Ordinal) && !declaration.Contains('*', StringComparison.Ordinal) ? "i64" : "i32";

    private static string AssemblyScriptType(string declaration) =>
        declaration.EndsWith("64", StringComparison.Ordinal) ? "i64" : "i32";

    private static string[] Members(string body) => [.. Member().Matches(body).Select(match => match.Groups["member"].Value)];

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, from, start);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    /// <summary>I2cNoAcknowledge becomes I2C_NO_ACKNOWLEDGE.</summary>
    private static string Screaming(string name) => WordStart().Replace(name, "_").ToUpperInvariant();

    [GeneratedRegex(@"^\s+(?<member>\w+ = \d+),", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"NF_IMPORT\(""(?<name>\w+)""\) (?<result>\w+) \w+\((?<parameters>[^)]*)\);")]
    private static partial Regex CFunction();

    [GeneratedRegex(@"@external\(""nf"", ""(?<name>\w+)""\)\s+export declare function \w+\((?<parameters>[^)]*)\): (?<result>\w+);")]
    private static partial Regex AssemblyScriptFunction();

    [GeneratedRegex(@"^\| `nf\.(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex DocumentedFunction();
}
