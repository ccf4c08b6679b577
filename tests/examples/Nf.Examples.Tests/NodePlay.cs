using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Nf.Examples.Tests;

/// <summary>Plays an example against a scenario in node; see play.mjs.</summary>
internal static class NodePlay
{
    /// <summary>What the guest did, an operation a line, and how much of its memory it touched.</summary>
    public sealed record Run(string[] Trace, int Result, int UsedBytes);

    /// <summary>Plays an example with its own scenario.</summary>
    public static Run Play(string name) => Play(name, ExampleFolder.Read(name, "scenario.yaml"));

    /// <summary>Plays an example with a sensor and these events.</summary>
    public static Run Play(string name, int ticks, string events) =>
        Play(name, $"{{period_ms: 100, ticks: {ticks}, devices: [{{type: tmp105, address: 0x48}}], {events}}}");

    private static Run Play(string name, string scenario)
    {
        YamlStream yaml = [];
        yaml.Load(new StringReader(scenario));
        string json = Path.GetTempFileName();
        try
        {
            File.WriteAllText(json, ToJson(yaml.Documents[0].RootNode)!.ToJsonString());
            string output = Tool.Play("scenario", ExampleFolder.Wasm(name), json);
            return JsonSerializer.Deserialize<Run>(output, JsonSerializerOptions.Web)!;
        }
        finally
        {
            File.Delete(json);
        }
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(
            mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, ToJson(entry.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Select(ToJson)]),
        YamlScalarNode { Value: string text } => ToNumber(text) is int number ? number : text,
        _ => null,
    };

    private static int? ToNumber(string text)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return Convert.ToInt32(text, 16);
        return int.TryParse(text, out int number) ? number : null;
    }
}
