using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>
/// The official suite's modules: each valid one is accepted, each invalid and each malformed binary one is refused. The suite is not a part
/// of the project; it is taken from NF_SPEC_DIR, or from shared/spec beside the repository.
/// </summary>
[TestClass]
public sealed class SpecificationTests
{
    /// <summary>Where results are written.</summary>
    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void Valid_modules_are_accepted_and_invalid_ones_refused()
    {
        string[] files = SuiteFiles();
        if (files.Length == 0) Assert.Inconclusive("skipped: no *.wast in NF_SPEC_DIR, nor in ../shared/spec beside the repository");
        Counts total = new();
        List<string> wrong = [];
        string folder = Directory.CreateTempSubdirectory("nf-spec-").FullName;
        try
        {
            foreach (string file in files)
            {
                Counts counts = new();
                Run(file, folder, counts, wrong);
                TestContext.WriteLine($"{Path.GetFileName(file),-34} {counts}");
                total.Add(counts);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        TestContext.WriteLine($"{files.Length + " files",-34} {total}");
        foreach (string place in total.Other) TestContext.WriteLine($"refused for another reason: {place}");
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        Assert.IsGreaterThan(700, total.Accepted);
        Assert.IsGreaterThan(1500, total.Refused);
        // Two texts that cannot state a data count section, and two where types are looked at before the bytes that are missing.
        Assert.IsLessThanOrEqualTo(4, total.Other.Count);
    }

    private static string[] SuiteFiles()
    {
        string folder = Environment.GetEnvironmentVariable("NF_SPEC_DIR") ?? Path.Combine(Repository.Root, "..", "shared", "spec");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.wast").Order(StringComparer.Ordinal)] : [];
    }

    private static void Run(string file, string folder, Counts counts, List<string> wrong)
    {
        string json = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(file), ".json"));
        (int exitCode, string errors) = WabtTool.Run("wast2json", file, "-o", json);
        if (exitCode != 0)
        {
            wrong.Add(errors);
            return;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(json));
        foreach (JsonElement command in document.RootElement.GetProperty("commands").EnumerateArray())
        {
            string type = command.GetProperty("type").GetString()!;
            bool isText = command.TryGetProperty("module_type", out JsonElement kind) && kind.GetString() == "text";
            if (isText || !command.TryGetProperty("filename", out JsonElement name)) continue;
            byte[] wasm = File.ReadAllBytes(Path.Combine(folder, name.GetString()!));
            Status status = Validation.Run(wasm, ValidationRules.Source, out _, out LoadError error);
            bool valid = type is not ("assert_invalid" or "assert_malformed");
            string place = $"{Path.GetFileName(file)}:{command.GetProperty("line").GetInt32()}: {type}";
            if (valid) CountValid(place, status, in error, counts, wrong);
            else CountInvalid($"{place} \"{command.GetProperty("text").GetString()}\"", type, status, in error, counts, wrong);
        }
    }

    private static void CountValid(string place, Status status, in LoadError error, Counts counts, List<string> wrong)
    {
        if (status == Status.Ok) counts.Accepted++;
        else if (status == Status.FeatureNotSupported) counts.AddFeature(error.Feature);
        else wrong.Add($"{place}: {status} {error.Detail} at {error.Offset}, function {error.FunctionIndex}");
    }

    private static void CountInvalid(
        string place, string type, Status status, in LoadError error, Counts counts, List<string> wrong)
    {
        bool malformed = status is Status.MalformedModule or Status.TruncatedModule or Status.NotWasm;
        if (status == Status.FeatureNotSupported) counts.AddFeature(error.Feature);
        else if (status == Status.Ok) wrong.Add($"{place}: accepted");
        else if (type == "assert_malformed" ? malformed : status == Status.InvalidModule) counts.Refused++;
        else counts.AddOther($"{place}: {status} {error.Detail} at {error.Offset}");
    }

    private sealed class Counts
    {
        private readonly SortedDictionary<WasmFeature, int> _features = [];

        public int Accepted { get; set; }

        public int Refused { get; set; }

        /// <summary>Refused as malformed instead of invalid or the other way round.</summary>
        public List<string> Other { get; } = [];

        public void AddOther(string place)
        {
            Refused++;
            Other.Add(place);
        }

        public void AddFeature(WasmFeature feature, int count = 1) => _features[feature] = _features.GetValueOrDefault(feature) + count;

        public void Add(Counts other)
        {
            Accepted += other.Accepted;
            Refused += other.Refused;
            Other.AddRange(other.Other);
            foreach ((WasmFeature feature, int count) in other._features) AddFeature(feature, count);
        }

        public override string ToString()
        {
            IEnumerable<string> features = _features.Select(pair => string.Create(
                CultureInfo.InvariantCulture, $"; {Encoding.ASCII.GetString(WasmFeatureText.Of(pair.Key))} {pair.Value}"));
            return string.Create(CultureInfo.InvariantCulture, $"accepted {Accepted,4}, refused {Refused,4}{string.Concat(features)}");
        }
    }
}
