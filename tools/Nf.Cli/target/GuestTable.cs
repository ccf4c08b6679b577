using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Target;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>Guests of a target, as a table and in JSON.</summary>
internal static class GuestTable
{
    public static JsonArray Json(IEnumerable<GuestEntry> guests) => [.. guests.Select(guest => (JsonNode)Json(guest))];

    public static JsonObject Json(GuestEntry guest) => new()
    {
        ["place"] = guest.Info.Place,
        ["name"] = guest.Name,
        ["version"] = guest.IsEmpty ? null : guest.Version,
        ["state"] = GuestStateText.Of(guest.Info.State),
        ["on_trial"] = guest.Info.IsOnTrial,
        ["factory"] = guest.Info.IsFactory,
        ["last_fault"] = guest.Info.LastFault.ToString(),
        ["period_ns"] = guest.Info.PeriodNanoseconds,
        ["deadline_ns"] = guest.Info.DeadlineNanoseconds,
        ["runs"] = guest.Info.Runs,
        ["fuel"] = guest.Info.Fuel,
        ["fuel_slice"] = guest.Info.FuelSlice,
        ["faults"] = guest.Info.Faults,
        ["restarts"] = guest.Info.Restarts,
        ["deadline_misses"] = guest.Info.DeadlineMisses,
        ["memory_bytes"] = guest.Info.MemoryBytes,
        ["memory_bytes_max"] = guest.Info.MemoryBytesMax,
    };

    public static void Show(Terminal terminal, IEnumerable<GuestEntry> guests)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("place", "name", "version", "state", "trial");
        foreach (string number in new[] { "period", "deadline", "runs", "fuel", "faults", "restarts", "misses", "memory" })
            table.AddColumn(new TableColumn(number).RightAligned());
        foreach (GuestEntry guest in guests)
            table.AddRow(Row(guest));
        terminal.Tables.Write(table);
    }

    // What stopped it is of interest as long as it does not run again.
    private static string State(in GuestInfo info) =>
        GuestStateText.Of(info.State) + (info.LastFault == Status.Ok || info.State == GuestState.Running ? "" : $" ({info.LastFault})");

    private static string[] Row(GuestEntry guest)
    {
        GuestInfo info = guest.Info;
        if (guest.IsEmpty)
            return [$"{info.Place}", "", "", State(info), "", "", "", "", "", "", "", "", ""];
        return
        [
            $"{info.Place}", Markup.Escape(guest.Name), guest.Version + (info.IsFactory ? " (image)" : ""), State(info),
            info.IsOnTrial ? "on trial" : "",
            info.PeriodNanoseconds == 0 ? "events" : Quantity.Time(info.PeriodNanoseconds), Quantity.Time(info.DeadlineNanoseconds),
            Quantity.Count(info.Runs), Quantity.Count(info.Fuel), Quantity.Count(info.Faults), Quantity.Count(info.Restarts),
            Quantity.Count(info.DeadlineMisses), $"{Quantity.Count(info.MemoryBytes)} of {Quantity.Count(info.MemoryBytesMax)}",
        ];
    }
}
