using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Compares nf's verdicts on sampled modules with those of another validator.</summary>
internal static class VerdictOracle
{
    private const int HeadBytes = 15;
    private const int ListedMax = 50;

    /// <summary>Compares.</summary>
    /// <param name="with">The other's name.</param>
    /// <param name="folder">Where the worker wrote the modules.</param>
    /// <param name="lines">What the other says: a line for each module, with its number, 1 for valid or 0, and maybe why.</param>
    public static Comparison Compare(string with, string folder, IReadOnlyList<string> lines)
    {
        byte[] records = File.ReadAllBytes(CaseWriter.VerdictsOf(folder));
        long agreed = 0, asked = 0;
        SortedDictionary<string, long> explained = [];
        List<string> disagreements = [];
        int at = 0;
        foreach (string line in lines)
        {
            if (at + HeadBytes > records.Length)
                break;
            long number = BinaryPrimitives.ReadInt64LittleEndian(records.AsSpan(at));
            Status status = (Status)records[at + 8];
            LoadDetail detail = (LoadDetail)records[at + 9];
            WasmFeature feature = (WasmFeature)records[at + 10];
            int length = BinaryPrimitives.ReadInt32LittleEndian(records.AsSpan(at + 11));
            ReadOnlySpan<byte> module = records.AsSpan(at + HeadBytes, length);
            at += HeadBytes + length;
            asked++;
            string[] said = line.Split(' ', 3);
            bool isValid = said[1] == "1";
            if (said[0] != number.ToString(CultureInfo.InvariantCulture))
                disagreements.Add($"{with} answered for {said[0]} instead of {number}");
            else if (isValid == (status == Status.Ok))
                agreed++;
            else if (Cause(with, status, detail, feature, isValid) is { } cause)
                explained[cause] = explained.GetValueOrDefault(cause) + 1;
            else
                Disagree(number, isValid, status, detail, said.Length == 3 ? said[2] : "", module);
        }
        return new Comparison(with, asked, agreed, explained, disagreements);

        void Disagree(long number, bool isValid, Status status, LoadDetail detail, string why, ReadOnlySpan<byte> module)
        {
            if (disagreements.Count >= ListedMax)
                return;
            string name = $"{number}-{with}.wasm";
            File.WriteAllBytes(Path.Combine(folder, name), module);
            disagreements.Add($"iteration {number}: {with} says {(isValid ? "valid" : "invalid")} {why}, nf {status} {detail} ({name})");
        }
    }

    // nf refuses on purpose what it names; what it takes and another refuses is never explained so.
    private static string? Cause(string with, Status status, LoadDetail detail, WasmFeature feature, bool isValid) =>
        (status, isValid) switch
    {
        (Status.FeatureNotSupported, true) when feature == WasmFeature.None => $"refused by nf: {detail}",
        (Status.FeatureNotSupported, true) => $"feature refused by nf: {feature}",
        (Status.LimitExceeded or Status.OutOfMemory, true) => $"limit of nf: {detail}",
        // wabt 1.0.32 looks at the low bits of a segment's kind only; V8 and the specification (5.5.12, 5.5.14) refuse kinds above.
        (Status.MalformedModule, true) when detail == LoadDetail.SegmentKind && with == "wabt" => "wabt takes undefined kinds of segments",
        // It also takes a function body in which an end is missing; V8 and the specification (5.4.9) do not.
        (Status.TruncatedModule, true) when detail == LoadDetail.SectionSize && with == "wabt" =>
            "wabt takes bodies without their last end",
        _ => null,
    };
}
