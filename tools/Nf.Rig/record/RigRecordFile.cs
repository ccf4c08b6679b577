using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nf.Errors;

namespace Nf.Rig;

/// <summary>Records of runs as files: JSON, each with everything that is known of one run.</summary>
public static class RigRecordFile
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>The name of a run's file: the rig's, the target's, the seed.</summary>
    public static string NameOf(RigRun run)
    {
        StringBuilder name = new();
        name.Append(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(run.File)}-{run.Target}-{run.Seed}");
        for (int i = 0; i < name.Length; i++)
            name[i] = char.IsAsciiLetterOrDigit(name[i]) ? name[i] : '-';
        return $"{name}.json";
    }

    /// <summary>A run as JSON.</summary>
    public static string Text(RigRun run) => JsonSerializer.Serialize(run, s_json);

    /// <summary>Writes a run.</summary>
    /// <param name="folder">Where; made if need be.</param>
    /// <param name="run">The run.</param>
    /// <returns>The file's path.</returns>
    public static string Write(string folder, RigRun run)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, NameOf(run));
        File.WriteAllText(path, Text(run));
        return path;
    }

    /// <summary>Reads a run.</summary>
    /// <exception cref="NfException">FileNotFound, or InvalidArgument: the file is no record of a run.</exception>
    public static RigRun Read(string path)
    {
        if (!File.Exists(path))
            throw new NfException(Status.FileNotFound, $"{path}: there is no such file; `nf rig run` says where it keeps its records.");
        try
        {
            return JsonSerializer.Deserialize<RigRun>(File.ReadAllText(path), s_json)!;
        }
        catch (JsonException error)
        {
            throw new NfException(Status.InvalidArgument, $"{path}: it is no record of a rig's run: {error.Message}", error);
        }
    }
}
