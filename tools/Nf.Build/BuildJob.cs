using System;
using System.Collections.Generic;
using System.IO;

namespace Nf.Build;

/// <summary>One build of an image: for which board, in which folder, with which tools.</summary>
internal sealed class BuildJob
{
    private readonly Action<string>? _progress;

    public BuildJob(BoardDescription board, string folder, string program, Action<string>? progress)
    {
        Board = board;
        Folder = folder;
        Program = program;
        _progress = progress;
        Toolchain = new Toolchain(board);
        Directory.CreateDirectory(folder);
        Tools = new ToolRunner(Path.Combine(folder, "build.log"));
    }

    public BoardDescription Board { get; }

    public string Folder { get; }

    public string Program { get; }

    /// <summary>As <see cref="BuildRequest.IsResident"/>.</summary>
    public bool IsResident { get; init; }

    public Toolchain Toolchain { get; }

    public ToolRunner Tools { get; }

    public string GeneratedFolder => Path.Combine(Folder, "generated");

    public void Say(string step) => _progress?.Invoke($"{Board.Name}: {step}");

    /// <summary>Runs a tool unless its output was made by the same command from the same inputs.</summary>
    public void RunIfChanged(
        string what, string target, string program, List<string> arguments, IEnumerable<string> inputs, string? workingFolder = null)
    {
        InputStamp stamp = new(target, [program, .. arguments], inputs);
        if (stamp.IsCurrent)
            return;
        stamp.Drop();
        Tools.RunChecked(what, program, arguments, workingFolder);
        stamp.Keep();
    }
}
