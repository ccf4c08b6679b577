using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>Packages and manifests as JSON and as text.</summary>
internal static class PackageFields
{
    /// <summary>Adds how a package came about.</summary>
    public static void Add(JsonObject fields, PackageResult package)
    {
        fields["functions"] = package.Functions;
        fields["functions_with_depth"] = package.ChargedFunctions;
        fields["loops"] = package.Loops;
        fields["static_cost"] = package.StaticCost;
        fields["features"] = Counts(package.Used);
        fields["lowered"] = Counts(package.Lowered);
        fields["manifest"] = Of(package.Manifest);
    }

    /// <summary>A manifest.</summary>
    public static JsonObject Of(ManifestContent manifest) => new()
    {
        ["name"] = manifest.Name,
        ["guest_version"] = manifest.Version.ToString(),
        ["fuel"] = manifest.Fuel,
        ["depth"] = manifest.Depth,
        ["memory_pages"] = manifest.MemoryPages,
        ["table_elements"] = manifest.TableElements,
        ["stack_bytes"] = manifest.StackBytes,
        ["host_slots"] = manifest.HostSlots,
        ["engine"] = EngineName.Of(manifest.Engine),
        ["capabilities"] = Texts(manifest.Capabilities),
        ["supervision"] = manifest.Supervision is { } supervision ? Of(supervision) : null,
    };

    private static JsonObject Of(SupervisionContent supervision) => new()
    {
        ["period_us"] = supervision.Numbers.PeriodMicroseconds,
        ["deadline_us"] = supervision.Numbers.DeadlineMicroseconds,
        ["gap_us"] = supervision.Numbers.GapMicroseconds,
        ["memory_bytes"] = supervision.Numbers.MemoryBytes,
        ["trial_runs"] = supervision.Numbers.TrialRuns,
        ["policy"] = FaultPolicyName.Of(supervision.Numbers.Policy),
        ["restarts_max"] = supervision.Numbers.RestartsMax,
        ["backoff_ms"] = supervision.Numbers.BackoffMilliseconds,
        ["backoff_max_ms"] = supervision.Numbers.BackoffMaxMilliseconds,
        ["safe_outputs"] = Texts(supervision.SafeOutputs.Select(output => output.ToString())),
    };

    /// <summary>What a package says of itself.</summary>
    public static JsonObject Of(PackageInspection package) => new()
    {
        ["manifest"] = Of(package.Manifest),
        ["digest_holds"] = package.Digest == Status.Ok,
        ["cost_version"] = package.CostVersion,
        ["functions_with_depth"] = package.Metering.ChargedFunctions,
        ["charges"] = package.Metering.Charges,
        ["static_cost"] = package.Metering.StaticCost,
        ["features"] = Counts(package.Metering.Used),
        ["lowered"] = Counts(package.Metering.Lowered),
    };

    /// <summary>Shows what a package says of itself; nothing for a module that is none.</summary>
    public static void Show(Terminal terminal, PackageInspection? package)
    {
        if (package == null)
        {
            terminal.Output.WriteLine("no package: neither metered nor limited; `nf pack` makes one of it");
            return;
        }
        Show(terminal, package.Manifest);
        MeteringSummary metering = package.Metering;
        terminal.Output.WriteLine(package.Digest == Status.Ok
            ? "digest: the bytes are those that the manifest was written for"
            : "digest: the bytes are NOT those that the manifest was written for");
        terminal.Output.WriteLine(
            $"metered: cost table {package.CostVersion}, {metering.Charges} charges, {metering.ChargedFunctions} functions with depth; "
            + $"each region once costs {Number(metering.StaticCost)} units");
        terminal.Output.WriteLine($"features: {Text(metering.Used)}");
        terminal.Output.WriteLine($"lowered: {Text(metering.Lowered)}");
    }

    /// <summary>Shows how a package came about.</summary>
    public static void Show(Terminal terminal, PackageResult package)
    {
        string metered = $"{package.Functions} functions, {package.ChargedFunctions} of them with depth, {package.Loops} loops";
        terminal.Output.WriteLine($"metered: {metered}; each region once costs {Number(package.StaticCost)} units");
        terminal.Output.WriteLine($"features: {Text(package.Used)}");
        terminal.Output.WriteLine($"lowered: {Text(package.Lowered)}");
    }

    /// <summary>Shows a manifest.</summary>
    public static void Show(Terminal terminal, ManifestContent manifest)
    {
        string capabilities = manifest.Capabilities.Count == 0 ? "no capabilities" : string.Join(", ", manifest.Capabilities);
        string engine = manifest.Engine == GuestEngine.Aot ? "for code compiled ahead of time only" : "for any engine";
        terminal.Output.WriteLine($"manifest: {manifest.Name} {manifest.Version}, {engine}, {capabilities}");
        terminal.Output.WriteLine(
            $"limits of a call: {Number(manifest.Fuel)} units of fuel, {Number(manifest.Depth)} levels");
        terminal.Output.WriteLine(
            $"limits of an instance: {Number(manifest.MemoryPages)} pages of memory, {Number(manifest.TableElements)} table elements, "
            + $"{Number(manifest.StackBytes)} bytes of stack, {Number(manifest.HostSlots)} host slots");
        if (manifest.Supervision is { } supervision)
            Show(terminal, supervision);
    }

    private static void Show(Terminal terminal, SupervisionContent supervision)
    {
        Supervision numbers = supervision.Numbers;
        string period = numbers.PeriodMicroseconds == 0 ? "events only" : $"every {Time(numbers.PeriodMicroseconds)}";
        string deadline = numbers.DeadlineMicroseconds == 0 ? "" : $", done within {Time(numbers.DeadlineMicroseconds)}";
        string gap = numbers.GapMicroseconds == 0 ? "" : $", events at least {Time(numbers.GapMicroseconds)} apart";
        string memory = numbers.MemoryBytes == 0 ? "whole pages" : $"{Number(numbers.MemoryBytes)} bytes";
        terminal.Output.WriteLine($"runs: {period}{deadline}{gap}; needs {memory} of memory; healthy after {Number(numbers.TrialRuns)} runs");
        string pauses = $"{Time(numbers.BackoffMilliseconds * 1000ul)} to {Time(numbers.BackoffMaxMilliseconds * 1000ul)}";
        string outputs = supervision.SafeOutputs.Count == 0 ? "none" : string.Join(", ", supervision.SafeOutputs);
        terminal.Output.WriteLine(
            $"after a fault: {FaultPolicyName.Of(numbers.Policy)}; {numbers.RestartsMax} restarts after {pauses}; safe outputs: {outputs}");
    }

    private static string Time(ulong microseconds) => DurationText.Of(microseconds);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static JsonObject Counts(IReadOnlyDictionary<string, int> counts) =>
        new(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value)));

    private static string Text(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Key} ({count.Value})"));

    private static string Number(IFormattable value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
