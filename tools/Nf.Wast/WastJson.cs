using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Wast;

/// <summary>Reads what wast2json makes of a test file: a JSON file, and the modules beside it.</summary>
public static class WastJson
{
    /// <summary>Reads every command.</summary>
    /// <param name="path">The JSON file.</param>
    /// <exception cref="NfException">It or a module cannot be read, or it is not what wast2json makes.</exception>
    public static IReadOnlyList<WastCommand> Read(string path)
    {
        byte[] text = Files.Read(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return [.. document.RootElement.GetProperty("commands").EnumerateArray().Select(command => ReadCommand(command, folder))];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new NfException(Status.InvalidArgument, $"{path} is not what wast2json makes: {error.Message}", error);
        }
    }

    private static WastCommand ReadCommand(JsonElement json, string folder)
    {
        bool hasAction = json.TryGetProperty("action", out JsonElement action);
        bool isText = Text(json, "module_type") == "text";
        string? file = isText ? null : Text(json, "filename");
        return new WastCommand
        {
            Type = json.GetProperty("type").GetString()!,
            Line = json.GetProperty("line").GetInt32(),
            Module = hasAction ? Text(action, "module") : Text(json, "name"),
            RegisteredName = Text(json, "as"),
            Field = hasAction ? action.GetProperty("field").GetString() : null,
            IsInvoke = hasAction && Text(action, "type") == "invoke",
            Arguments = hasAction ? Values(action, "args") : [],
            Expected = Values(json, "expected"),
            Text = Text(json, "text") ?? "",
            Wasm = file == null ? default : ReadModule(folder, file),
            IsText = isText,
        };
    }

    // The name comes from a file: it names a file beside it, and no other.
    private static byte[] ReadModule(string folder, string name) => Path.GetFileName(name) == name
        ? Files.Read(Path.Combine(folder, name))
        : throw new NfException(Status.InvalidArgument, $"'{name}' does not lie beside the JSON file.");

    private static string? Text(JsonElement json, string key) => json.TryGetProperty(key, out JsonElement value) ? value.GetString() : null;

    private static List<WastValue> Values(JsonElement json, string key)
    {
        List<WastValue> values = [];
        if (!json.TryGetProperty(key, out JsonElement list)) return values;
        foreach (JsonElement value in list.EnumerateArray())
        {
            // The value of a vector is an array of lanes.
            bool isText = value.TryGetProperty("value", out JsonElement text) && text.ValueKind == JsonValueKind.String;
            values.Add(new WastValue(value.GetProperty("type").GetString()!, isText ? text.GetString() : null));
        }

        return values;
    }
}
