using Nf.FirmwareHost;
using Nf.Target;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Nf.Cli;

/// <summary>Draws one frame of `nf top`.</summary>
internal static class TopView
{
    public static IRenderable Of(TopModel model)
    {
        TargetInfo info = model.Session.Info;
        string head = $"[bold]{Markup.Escape(model.Session.Name)}[/]  {Markup.Escape(model.Session.Board)}, "
            + $"nf {info.Major}.{info.Minor}.{info.Patch}, up {Quantity.Time(info.UptimeNanoseconds)} since reset by {info.Reset}";
        return new Rows(new Markup(head), Guests(model), new Markup(Markup.Escape(TargetInfoView.Line(model.Counters))));
    }

    private static Table Guests(TopModel model)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("place", "guest", "state", "fuel a run, of slice", "longest response, of deadline", "memory");
        foreach (string number in new[] { "runs", "misses", "faults", "restarts", "lost" })
            table.AddColumn(new TableColumn(number).RightAligned());
        foreach (GuestEntry guest in model.Guests)
            table.AddRow(Row(model, guest));
        return table;
    }

    private static string[] Row(TopModel model, GuestEntry guest)
    {
        GuestInfo info = guest.Info;
        if (guest.IsEmpty)
            return [$"{info.Place}", "", "[grey]empty[/]", "", "", "", "", "", "", "", ""];
        GuestTelemetry telemetry = model.Telemetry(guest);
        string name = Markup.Escape($"{guest.Name} {guest.Version}") + (info.IsOnTrial ? " [yellow](trial)[/]" : "");
        return
        [
            $"{info.Place}", name, State(info), Load(model.FuelPerRun(guest), info.FuelSlice),
            Load(telemetry.ResponseNanosecondsPeak, info.DeadlineNanoseconds), Load(info.MemoryBytes, info.MemoryBytesMax),
            Quantity.Count(info.Runs), Count(info.DeadlineMisses), Count(info.Faults), Count(info.Restarts), Count(telemetry.EventsLost),
        ];
    }

    private static string State(in GuestInfo info)
    {
        string colour = info.State switch
        {
            GuestState.Running => "green",
            GuestState.Stopped => "grey",
            GuestState.BackingOff => "yellow",
            _ => "red",
        };
        return $"[{colour}]{GuestStateText.Of(info.State)}[/]";
    }

    // Whoever is near a limit is seen first.
    private static string Load(ulong part, ulong whole)
    {
        string colour = part > whole / 10 * 9 ? "red" : part > whole / 2 ? "yellow" : "green";
        return whole == 0 ? "" : $"[{colour}]{Quantity.Bar(part, whole)}[/]";
    }

    private static string Count(ulong value) => value == 0 ? "0" : $"[yellow]{Quantity.Count(value)}[/]";
}
