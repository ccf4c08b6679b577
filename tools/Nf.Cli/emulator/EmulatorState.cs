using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;
using Nf.Build;

namespace Nf.Cli;

/// <summary>An emulator that was started, as it is remembered in build/emu/BOARD/state.json.</summary>
internal sealed record EmulatorState
{
    private const string FileName = "state.json";
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>The board.</summary>
    public required string Board { get; init; }

    /// <summary>The process.</summary>
    public int Pid { get; init; }

    /// <summary>When it started, in clock ticks since the machine did: tells it from another one that got its number later.</summary>
    public ulong StartTime { get; init; }

    /// <summary>The image that it runs.</summary>
    public required string Image { get; init; }

    /// <summary>The medium of its module store, or none.</summary>
    public required string Store { get; init; }

    /// <summary>Whether its time runs as fast as it can.</summary>
    public bool IsFast { get; init; }

    /// <summary>The folder of its sockets.</summary>
    public required string Sockets { get; init; }

    /// <summary>The socket of the control line.</summary>
    [JsonIgnore]
    public string Uart => Path.Combine(Sockets, "uart");

    /// <summary>The socket of the emulator's monitor.</summary>
    [JsonIgnore]
    public string Monitor => Path.Combine(Sockets, "qmp");

    /// <summary>The socket by which a rig drives the board's pins.</summary>
    [JsonIgnore]
    public string Rig => Path.Combine(Sockets, "rig");

    /// <summary>The medium's file.</summary>
    [JsonIgnore]
    public string MediumFile => Path.Combine(FolderOf(Board), $"{Store}.bin");

    /// <summary>Whether it still runs.</summary>
    [JsonIgnore]
    public bool IsRunning => Pid != 0 && StartTimeOf(Pid) == StartTime;

    /// <summary>The folder of all emulators; a test has its own.</summary>
    public static string Root { get; set; } = Repository.PathOf("build", "emu");

    /// <summary>The folder of a board's emulator.</summary>
    public static string FolderOf(string board) => Path.Combine(Root, board);

    /// <summary>The emulator of a board; null when none was started, or it has ended.</summary>
    public static EmulatorState? Find(string board) =>
        Read(Path.Combine(FolderOf(board), FileName)) is { IsRunning: true } state ? state : null;

    /// <summary>All that run.</summary>
    public static IReadOnlyList<EmulatorState> All() => Directory.Exists(Root)
        ? [.. Directory.GetDirectories(Root).Order().Select(path => Find(Path.GetFileName(path))).OfType<EmulatorState>()]
        : [];

    /// <summary>Remembers it.</summary>
    public void Save() => File.WriteAllText(Path.Combine(FolderOf(Board), FileName), JsonSerializer.Serialize(this, s_json));

    /// <summary>When a process started (proc_pid_stat(5), field 22); 0 for one that is not there or has ended.</summary>
    public static ulong StartTimeOf(int pid)
    {
        try
        {
            // The name of the program may hold spaces and parentheses; what follows the last one does not.
            string text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? 0 : ulong.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static EmulatorState? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<EmulatorState>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
