using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Target;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf budget`: the memory of a target's components.</summary>
internal static class BudgetCommand
{
    public static Command Create(Terminal terminal) => new Command("budget", """
        Shows how much memory each of nf's components may hold on a target, holds now, held at most, and how often it was refused more.

        Example: nf budget --target emu:lm3s6965evb
        """).Over(terminal, (session, _) => Execute(session));

    private static Outcome Execute(TargetSession session)
    {
        List<BudgetInfo> budgets = [];
        for (byte crate = 0; crate < byte.MaxValue; crate++)
        {
            Status status = session.TryAsk(MessageType.Budget, new BudgetQuery { Crate = crate }, out BudgetInfo budget);
            if (status == Status.OutOfRange)
                break;
            session.Check(MessageType.Budget, status, null);
            budgets.Add(budget);
        }
        JsonArray list = [.. budgets.Select(budget => (JsonNode)Json(budget))];
        return new Outcome(Status.Ok, new JsonObject { ["budgets"] = list }) { Show = terminal => Show(terminal, budgets) };
    }

    private static JsonObject Json(BudgetInfo budget) => new()
    {
        ["crate"] = Name(budget),
        ["limit_bytes"] = budget.LimitBytes,
        ["used_bytes"] = Used(budget),
        ["remaining_bytes"] = budget.RemainingBytes,
        ["peak_bytes"] = budget.PeakBytes,
        ["refusals"] = budget.Refusals,
    };

    private static void Show(Terminal terminal, IEnumerable<BudgetInfo> budgets)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("component").AddColumn("used");
        foreach (string number in new[] { "bytes", "of", "peak", "refusals" })
            table.AddColumn(new TableColumn(number).RightAligned());
        foreach (BudgetInfo budget in budgets)
        {
            table.AddRow(Name(budget), Quantity.Bar(Used(budget), budget.LimitBytes), Quantity.Count(Used(budget)),
                Quantity.Count(budget.LimitBytes), Quantity.Count(budget.PeakBytes), Quantity.Count(budget.Refusals));
        }
        terminal.Tables.Write(table);
    }

    private static uint Used(BudgetInfo budget) =>
        budget.LimitBytes >= budget.RemainingBytes ? budget.LimitBytes - budget.RemainingBytes : 0;

    private static string Name(BudgetInfo budget) =>
        budget.Crate < (byte)CrateId.Count ? ((CrateId)budget.Crate).ToString() : $"crate {budget.Crate}";
}
