using System.CommandLine;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf compile`: a guest, compiled ahead of time.</summary>
internal static class CompileCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Option<string> target = new("--target")
        {
            Description = "linux-x64, linux-arm64, linux-arm, or a board; `nf boards` lists them.",
            HelpName = "NAME",
            Required = true,
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "Where to write: a shared object for .NET (FILE.so, only for Linux) or an object to link (FILE.o).",
            HelpName = "FILE",
        };
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Command command = new("compile", """
            Compiles a guest ahead of time: packs it unless it is a package, makes C of it with wabt's wasm2c, and compiles that for
            the target. The result holds the SHA-256 of the package that it was made from; another package does not run with it.

            Examples:
              nf compile examples/kernels --target linux-x64
              nf compile guest.nf.wasm --target lm3s6965evb -o guest.o
            """)
        {
            path, target, output, checks, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
            Execute(terminal, parsed.GetValue(path)!, parsed.GetValue(target)!, parsed.GetValue(output), parsed.GetValue(checks))));
        return command;
    }

    private static Outcome Execute(Terminal terminal, string path, string target, string? output, AheadChecks? checks)
    {
        BoardDescription board = BoardReader.Read(target);
        InstanceLimits limits = board.IsCortexM ? BoardGuest.Ceilings(board.Limits) : GuestLimits.Desktop.Limits;
        GuestFile file = GuestFile.Open(path);
        GuestFile package = GuestPackage.Of(file, in limits, GuestEngine.Aot);
        string extension = output == null ? (board.IsCortexM ? ".o" : ".so") : Path.GetExtension(output);
        AheadArtefact artefact = AheadCompiler.Compile(new AheadRequest
        {
            Package = package.Wasm,
            Name = file.Name,
            Target = target,
            Checks = checks ?? AheadChecksOf.Best(board),
            Shared = extension == ".so",
            Progress = terminal.Progress,
        });
        string written = output ?? Path.ChangeExtension(file.WasmPath, $".{target}{extension}");
        Files.Write(written, File.ReadAllBytes(artefact.Path));
        JsonObject fields = new()
        {
            ["wasm"] = file.WasmPath,
            ["target"] = target,
            ["artefact"] = written,
            ["bytes"] = new FileInfo(written).Length,
            ["package_digest"] = artefact.Digest,
            ["engine_abi"] = Engine.Abi,
        };
        return new Outcome(Status.Ok, fields)
        {
            Show = shown => shown.Output.WriteLine($"{written}: {new FileInfo(written).Length:N0} bytes, made from the package {artefact.Digest}"),
        };
    }
}
