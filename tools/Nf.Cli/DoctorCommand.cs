using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf doctor`: what is missing on this machine, and the command that installs it.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        Command command = new("doctor", """
            Says what nf needs of this machine, what of it is missing, and the command that installs that.

            Example: nf doctor
            """)
        {
            CommonOptions.Json(),
        };
        command.SetAction(_ => terminal.Finish(Execute));
        return command;
    }

    private static Outcome Execute()
    {
        IReadOnlyList<Requirement> all = Requirement.ReadAll();
        List<string> packages = [.. all.Where(requirement => !requirement.IsPresent).Select(requirement => requirement.Package).Distinct()];
        string? install = packages.Count == 0 ? null : $"sudo apt-get install -y --no-install-recommends {string.Join(' ', packages)}";
        JsonArray list = [];
        foreach (Requirement requirement in all)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["name"] = requirement.Name,
                ["set"] = requirement.Set,
                ["package"] = requirement.Package,
                ["purpose"] = requirement.Purpose,
                ["present"] = requirement.IsPresent,
            });
        }
        JsonObject fields = new() { ["dotnet"] = System.Environment.Version.ToString(), ["requirements"] = list, ["install"] = install };
        string? error = install == null ? null : $"{packages.Count} packages are missing. This installs them: {install}";
        return new Outcome(install == null ? Status.Ok : Status.ToolMissing, fields, error) { Show = terminal => Show(terminal, all) };
    }

    private static void Show(Terminal terminal, IReadOnlyList<Requirement> all)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("needed", "package", "for", "verbs", "");
        foreach (Requirement requirement in all)
        {
            string presence = requirement.IsPresent ? "there" : "MISSING";
            table.AddRow(requirement.Name, requirement.Package, requirement.Purpose, requirement.Set, presence);
        }
        terminal.Tables.Write(table);
    }
}
