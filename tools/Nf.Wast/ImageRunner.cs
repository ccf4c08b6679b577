using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;

namespace Nf.Wast;

/// <summary>
/// Runs scripts in images of the no-heap world. A program of Linux reads its script from a file; an image of a board has it linked in,
/// so the files are spread over as many images as the board's flash asks for.
/// </summary>
internal sealed class ImageRunner
{
    private const string Program = "wast";

    // Between the end of an image and the end of flash: what the first content of data and the alignment of sections take.
    private const int FlashMarginBytes = 1024;

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(10);

    private readonly BoardDescription _board;
    private readonly Action<string>? _progress;
    private readonly HashSet<PlannedFile> _leftOut = [];

    public ImageRunner(BoardDescription board, Action<string>? progress)
    {
        _board = board;
        _progress = progress;
    }

    /// <summary>Files that the board has no flash for: none of their commands ran.</summary>
    public IReadOnlySet<PlannedFile> LeftOut => _leftOut;

    /// <summary>Runs files.</summary>
    /// <returns>What came of each command, by its number.</returns>
    /// <exception cref="NfException">The image can't be built, or did not end as it should.</exception>
    public Dictionary<int, CommandResult> Run(IReadOnlyList<PlannedFile> files)
    {
        Dictionary<int, CommandResult> results = [];
        BuildResult image = Build(null);
        string folder = Directory.CreateTempSubdirectory("nf-wast-").FullName;
        try
        {
            List<List<PlannedFile>> batches = Batches(files, image.Size!.FlashBytes);
            for (int i = 0; i < batches.Count; i++)
            {
                string script = Path.Combine(folder, $"part{i + 1}.nfs");
                File.WriteAllBytes(script, ScriptWriter.Join(batches[i].Select(file => file.Records)));
                _progress?.Invoke($"{_board.Name}: run, part {i + 1} of {batches.Count}");
                RunBatch(_board.IsCortexM ? Build(script).ImagePath : image.ImagePath, script, batches[i], results);
            }

            return results;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private BuildResult Build(string? script)
    {
        BuildResult result = FirmwareBuilder.Build(
            new BuildRequest { Board = _board.Name, Program = Program, GuestPath = script, Progress = script == null ? _progress : null });
        return result.Status == Status.Ok ? result : throw new NfException(result.Status, result.Message);
    }

    private List<List<PlannedFile>> Batches(IReadOnlyList<PlannedFile> files, long imageBytes)
    {
        long room = _board.Flash == null ? long.MaxValue : _board.Flash.Bytes - imageBytes - FlashMarginBytes;
        List<List<PlannedFile>> batches = [];
        long left = 0;
        foreach (PlannedFile file in files)
        {
            if (file.Records.Length > room)
            {
                _leftOut.Add(file);
                continue;
            }

            if (batches.Count == 0 || file.Records.Length > left)
            {
                batches.Add([]);
                left = room;
            }

            batches[^1].Add(file);
            left -= file.Records.Length;
        }

        return batches;
    }

    private void RunBatch(string imagePath, string script, List<PlannedFile> files, Dictionary<int, CommandResult> results)
    {
        EmulatorResult run = Emulator.Run(_board, imagePath, s_limit, [script]);
        if (run.Status != Status.Ok)
            throw new NfException(run.Status, $"{_board.Name}: the tests did not end within {s_limit.TotalMinutes:0} minutes.");
        int count = 0;
        foreach (PlannedFile file in files)
        {
            for (int i = 0; i < file.Commands.Count; i++)
            {
                if (file.Commands[i].Unsupported != null) continue;
                // The image reports what did not pass.
                results[file.FirstNumber + i] = new CommandResult { ResultIndex = CommandResult.NoResult };
                count++;
            }
        }

        foreach (string line in run.Lines)
        {
            if (ConsoleResult.TryParse(line, out CommandResult result)) results[result.Number] = result;
        }

        string end = string.Create(CultureInfo.InvariantCulture, $"wast: end commands={count} status=0");
        if (run.Lines.Count == 0 || run.Lines[^1] != end)
        {
            string last = run.Lines.Count == 0 ? run.Errors.Trim().ReplaceLineEndings(" ") : run.Lines[^1];
            throw new NfException(Status.EmulatorFailed,
                $"{_board.Name}: the tests ended early (exit code {run.ExitCode}); the last words were '{last}'.");
        }
    }
}
