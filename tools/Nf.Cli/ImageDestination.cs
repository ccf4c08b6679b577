using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Where an image goes: to the board, or into a file.</summary>
/// <param name="Board">The board.</param>
/// <param name="Tool">What writes to the board.</param>
/// <param name="Format">The file's format; null for the board.</param>
/// <param name="Path">The file; null for the board.</param>
internal sealed record ImageDestination(BoardDescription Board, ToolCommand Tool, ImageFormat? Format, string? Path)
{
    /// <summary>What a person said.</summary>
    /// <exception cref="NfException">NotSupported: the board has no flash; Usage: one of format and path is missing.</exception>
    public static ImageDestination Of(BoardDescription board, ImageFormat? format, string? path)
    {
        if (board.FlashTool is not { } tool)
        {
            throw new NfException(Status.NotSupported,
                $"{board.Name} has no flash to write; `nf run --target {board.Name}` runs the guest there.");
        }
        return format.HasValue == (path != null)
            ? new ImageDestination(board, tool, format, path)
            : throw new NfException(Status.Usage, "--format and -o belong together: --format hex -o FILE.");
    }

    /// <summary>Brings an image there.</summary>
    /// <param name="terminal">Told which tool is called.</param>
    /// <param name="imagePath">The image, as the linker made it.</param>
    /// <param name="fields">The keys of the result so far.</param>
    /// <exception cref="NfException">The file cannot be written, the board does not take the format, or the tool is missing.</exception>
    public Outcome Write(Terminal terminal, string imagePath, JsonObject fields) =>
        Format is { } format ? WriteFile(imagePath, format, fields) : Flash(terminal, Tool.For(imagePath), fields);

    private Outcome WriteFile(string imagePath, ImageFormat format, JsonObject fields)
    {
        if (format == ImageFormat.Elf)
            Files.Write(Path!, Files.Read(imagePath));
        else
            FlashImage.Read(imagePath).Write(format, Path!, Board);
        long bytes = new FileInfo(Path!).Length;
        string line = $"{Path}: {bytes} bytes, written by nf itself from {Repository.Relative(imagePath)}";
        fields["file"] = Path;
        fields["file_bytes"] = bytes;
        return new Outcome(Status.Ok, fields) { Show = terminal => terminal.Output.WriteLine(line) };
    }

    private static Outcome Flash(Terminal terminal, ToolCommand command, JsonObject fields)
    {
        string line = $"{command.Program} {string.Join(' ', command.Arguments.Select(Quote))}";
        fields["command"] = line;
        terminal.Error.WriteLine(line);
        int exitCode = ChildProcess.RunVisibly(command.Program, command.Arguments);
        if (exitCode == 0)
            return new Outcome(Status.Ok, fields);
        string error = $"{command.Program} ended with code {exitCode}: is the board connected and powered? The command is: {line}";
        return new Outcome(Status.IoError, fields, error);
    }

    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
