using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What stands in the supervision block of a manifest.</summary>
/// <param name="Numbers">When the guest runs and what happens when it fails.</param>
/// <param name="SafeOutputs">The outputs of its safe state.</param>
public sealed record SupervisionContent(Supervision Numbers, IReadOnlyList<SafeOutput> SafeOutputs)
{
    private const ulong PageBytes = 65536;
    private const ulong MicrosecondsPerMillisecond = 1000;

    /// <summary>The block of a manifest that was read; null when it has none.</summary>
    internal static SupervisionContent? Of(in Manifest manifest)
    {
        if (!manifest.HasSupervision)
            return null;
        SafeOutput[] outputs = new SafeOutput[manifest.SafeOutputCount];
        for (int i = 0; i < outputs.Length; i++)
        {
            manifest.SafeOutput(i, out System.ReadOnlySpan<byte> pin, out bool isHigh);
            outputs[i] = new SafeOutput(Encoding.ASCII.GetString(pin), isHigh);
        }
        return new SupervisionContent(manifest.Supervision, outputs);
    }

    /// <summary>What the options say, and the defaults where they say nothing; null when they say nothing at all.</summary>
    /// <exception cref="NfException">ManifestInvalid: a number that its field does not hold.</exception>
    internal static SupervisionContent? Of(SupervisionOptions options)
    {
        if (options == SupervisionOptions.None)
            return null;
        Supervision numbers = Supervision.Default;
        numbers.PeriodMicroseconds = (uint)Field("period", options.Period, uint.MaxValue, numbers.PeriodMicroseconds);
        numbers.DeadlineMicroseconds = (uint)Field("deadline", options.Deadline, uint.MaxValue, 0);
        numbers.GapMicroseconds = (uint)Field("gap", options.Gap, uint.MaxValue, 0);
        numbers.MemoryBytes = options.MemoryBytes ?? 0;
        numbers.TrialRuns = options.TrialRuns ?? numbers.TrialRuns;
        numbers.Policy = options.Policy ?? numbers.Policy;
        numbers.RestartsMax = options.RestartsMax ?? numbers.RestartsMax;
        numbers.BackoffMilliseconds =
            (ushort)Milliseconds("backoff", options.Backoff, ushort.MaxValue, numbers.BackoffMilliseconds);
        numbers.BackoffMaxMilliseconds =
            (uint)Milliseconds("backoff-max", options.BackoffMax, uint.MaxValue, numbers.BackoffMaxMilliseconds);
        return new SupervisionContent(numbers, options.SafeOutputs ?? []);
    }

    /// <summary>Checks every rule of the block.</summary>
    /// <exception cref="NfException">ManifestInvalid.</exception>
    internal void Check(ManifestContent manifest)
    {
        if (Numbers is { PeriodMicroseconds: 0, GapMicroseconds: 0 })
            throw ManifestContent.Invalid("period is 0, so the guest has events only, and needs a gap between them.");
        (string name, uint release) = Numbers.PeriodMicroseconds == 0
            ? ("gap", Numbers.GapMicroseconds)
            : ("period", Numbers.PeriodMicroseconds);
        if (Numbers.DeadlineMicroseconds > release)
        {
            throw ManifestContent.Invalid(
                $"deadline is {DurationText.Of(Numbers.DeadlineMicroseconds)}, longer than the {name}, {DurationText.Of(release)}.");
        }
        ManifestContent.Check("memory-bytes", Numbers.MemoryBytes, 0, manifest.MemoryPages * PageBytes);
        ManifestContent.Check("trial-runs", Numbers.TrialRuns, 1, ushort.MaxValue);
        if (Numbers.BackoffMilliseconds > Numbers.BackoffMaxMilliseconds)
        {
            throw ManifestContent.Invalid(
                $"backoff, {Numbers.BackoffMilliseconds} ms, is longer than backoff-max, {Numbers.BackoffMaxMilliseconds} ms.");
        }
        CheckOutputs(manifest);
    }

    private void CheckOutputs(ManifestContent manifest)
    {
        if (SafeOutputs.Count > Supervision.SafeOutputsMax)
            throw ManifestContent.Invalid($"there are {SafeOutputs.Count} safe outputs, but {Supervision.SafeOutputsMax} are the most.");
        foreach (SafeOutput output in SafeOutputs)
        {
            ManifestContent.CheckName("safe-output", output.Pin);
            string[] granting = ["gpio", $"gpio:{output.Pin}", $"gpio:{output.Pin}:out"];
            if (!manifest.Capabilities.Intersect(granting).Any())
                throw ManifestContent.Invalid($"safe output {output} needs a capability: {string.Join(", ", granting)}.");
        }
        if (SafeOutputs.GroupBy(output => output.Pin).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw ManifestContent.Invalid($"safe output '{twice.Key}' is given twice.");
    }

    /// <summary>Writes the block.</summary>
    internal void Append(WasmWriter content)
    {
        content.Byte(Supervision.LayoutVersion);
        content.Byte((byte)Numbers.Policy);
        content.Byte(Numbers.RestartsMax);
        content.Byte((byte)SafeOutputs.Count);
        uint[] times = [Numbers.PeriodMicroseconds, Numbers.DeadlineMicroseconds, Numbers.GapMicroseconds, Numbers.MemoryBytes];
        foreach (uint number in times)
            ManifestContent.Number(content, number, sizeof(uint));
        ManifestContent.Number(content, Numbers.TrialRuns, sizeof(ushort));
        ManifestContent.Number(content, Numbers.BackoffMilliseconds, sizeof(ushort));
        ManifestContent.Number(content, Numbers.BackoffMaxMilliseconds, sizeof(uint));
        foreach (SafeOutput output in SafeOutputs)
        {
            ManifestContent.Text(content, output.Pin);
            content.Byte(output.IsHigh ? (byte)1 : (byte)0);
        }
    }

    private static ulong Field(string name, ulong? microseconds, ulong most, ulong other)
    {
        ManifestContent.Check(name, microseconds ?? other, 0, most);
        return microseconds ?? other;
    }

    private static ulong Milliseconds(string name, ulong? microseconds, ulong most, ulong other)
    {
        if (microseconds is not { } given)
            return other;
        if (given % MicrosecondsPerMillisecond != 0)
            throw ManifestContent.Invalid($"{name} is {DurationText.Of(given)}, but must be whole milliseconds.");
        return Field($"{name} in ms", given / MicrosecondsPerMillisecond, most, other);
    }
}
