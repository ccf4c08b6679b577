using System.CommandLine;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;

namespace Nf.Cli;

/// <summary>`nf package`: the Debian package of the daemon.</summary>
internal static class PackageCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> guests = new("GUEST")
        {
            Description = "Guests that the daemon brings along, from place 0 on: .wasm files or folders.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> target = new("--target")
        {
            Description = "The system: linux-arm64, linux-arm or linux-x64.",
            HelpName = "NAME",
            Required = true,
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "The package's file or folder; without it build/deb.",
            HelpName = "FILE",
        };
        Command command = new("package", """
            Makes the Debian package of the daemon nfd: the program, its service, its manual. With SOURCE_DATE_EPOCH, or in a clone, the
            same sources give the same bytes. DEBFULLNAME and DEBEMAIL name the maintainer, else the last commit does.

            Examples:
              nf package --target linux-arm64
              nf package --target linux-arm -o nfd.deb examples/thermostat
            """)
        {
            guests, target, output, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            DebianTarget system = DebianTarget.Of(parsed.GetValue(target)!);
            string file = FileOf(system, parsed.GetValue(output));
            DaemonPackage.Write(terminal.Progress, system, file, parsed.GetValue(guests) ?? []);
            return Result(system, file);
        }));
        return command;
    }

    private static string FileOf(DebianTarget system, string? output)
    {
        string name = DaemonPackage.FileName(system);
        return output == null ? Path.Combine(Directory.CreateDirectory(Repository.PathOf("build", "deb")).FullName, name)
            : Directory.Exists(output) ? Path.Combine(output, name)
            : output;
    }

    private static Outcome Result(DebianTarget system, string file)
    {
        long bytes = new FileInfo(file).Length;
        JsonObject fields = new()
        {
            ["target"] = system.Board,
            ["architecture"] = system.Architecture,
            ["version"] = DaemonPackage.Version,
            ["file"] = Repository.Relative(Path.GetFullPath(file)),
            ["file_bytes"] = bytes,
        };
        return new Outcome(Status.Ok, fields)
        {
            Show = terminal => terminal.Output.WriteLine($"{Repository.Relative(Path.GetFullPath(file))}: {bytes:N0} bytes; install it with: "
                + $"sudo dpkg -i {Path.GetFileName(file)}"),
        };
    }
}
