using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Nf.Settings;
using Nf.Target;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf info`: the settings, and who said so; or what a target is.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> file = new("--settings")
        {
            Description = "The settings file, instead of NF_SETTINGS or nf.settings.json.",
            HelpName = "FILE",
        };
        Option<string?> target = new("--target") { Description = $"Show what a target is instead: {TargetAddress.Forms}.", HelpName = "TARGET" };
        Command command = new("info", """
            Shows every setting, its value, and where that comes from: environment before file before default. With --target it shows what a
            target is instead.

            Examples:
              NF_POOL__CAP=8 nf info
              nf info --target emu:lm3s6965evb
            """)
        {
            file, target,
            CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            if (parsed.GetValue(target) is not { } named)
                return Execute(parsed.GetValue(file));
            using TargetSession session = TargetOptions.Connect(terminal, named);
            return TargetInfoView.Execute(session);
        }));
        return command;
    }

    private static Outcome Execute(string? file)
    {
        using HostSettings settings = new(file);
        JsonArray list = [];
        foreach (Setting setting in settings.All)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["key"] = setting.Key,
                ["variable"] = setting.Variable,
                ["value"] = setting.Value,
                ["origin"] = Name(setting.Origin),
                ["default"] = setting.Default,
                ["meaning"] = setting.Meaning,
            });
        }
        JsonObject fields = new() { ["version"] = Version, ["file"] = settings.FilePath, ["target"] = settings.Target, ["settings"] = list };
        return new Outcome(Status.Ok, fields) { Show = terminal => Show(terminal, settings) };
    }

    private static void Show(Terminal terminal, HostSettings settings)
    {
        terminal.Output.WriteLine($"nf {Version}, settings file {settings.FilePath}");
        Table table = new Table().Border(TableBorder.Simple).AddColumn("setting").AddColumn(new TableColumn("value").RightAligned())
            .AddColumns("from", "meaning");
        foreach (Setting setting in settings.All)
        {
            string origin = setting.Origin == SettingOrigin.Environment ? setting.Variable : Name(setting.Origin);
            table.AddRow(setting.Key, setting.Value.ToString(CultureInfo.InvariantCulture), origin, Markup.Escape(setting.Meaning));
        }
        terminal.Tables.Write(table);
        terminal.Output.WriteLine($"target: {settings.Target ?? "none"} ({HostSettings.TargetVariable}, or \"target\" in the file)");
    }

    private static string Name(SettingOrigin origin) => origin switch
    {
        SettingOrigin.Environment => "environment",
        SettingOrigin.File => "file",
        _ => "default",
    };

    private static string Version => typeof(InfoCommand).Assembly.GetName().Version!.ToString(3);
}
