using System;
using System.CommandLine;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.Rig;

namespace Nf.Cli;

/// <summary>`nf rig new`.</summary>
internal static class RigNewCommand
{
    private const string TargetDefault = "emu:lm3s6965evb";

    public static Command Create(Terminal terminal)
    {
        Argument<string> name = new("NAME") { Description = "The rig's name; the file is NAME.yaml." };
        Option<string> target = new("--target")
        {
            Description = "The target that the file's first line names.", HelpName = "TARGET", DefaultValueFactory = _ => TargetDefault,
        };
        Command command = new("new", """
            Writes a rig to begin with: it runs as it is, and its comments say what else there is.

            Example: nf rig new rigs/boiler
            """)
        {
            name, target, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(parsed.GetValue(name)!, parsed.GetValue(target)!)));
        return command;
    }

    private static Outcome Execute(string name, string target)
    {
        _ = RigTargets.KindOf(target);
        string path = name.EndsWith(".yaml", StringComparison.Ordinal) ? name : $"{name}.yaml";
        if (File.Exists(path))
            throw new NfException(Status.InvalidArgument, $"{path}: the file is there already; choose another name.");
        File.WriteAllText(path, RigTemplate.Text(Path.GetFileNameWithoutExtension(path), path, target));
        return new Outcome(Status.Ok, new JsonObject { ["file"] = path })
        {
            Show = terminal => terminal.Output.WriteLine($"{path} is there; `nf rig run {path} --target {target}` runs it"),
        };
    }
}
