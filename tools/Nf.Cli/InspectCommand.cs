using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Package;
using Nf.Runtime;
using Nf.Simulator;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>`nf inspect`: what is in a module, what it wants, and what it will cost on a board.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Command command = new("inspect", """
            Shows what is in a module: its sections, what it wants from its host, what it offers, which engines can run it, and what it
            will cost on each board;
            of a package its manifest, whether its digest holds, and how it is metered, too.

            Example: nf inspect examples/thermostat
            """)
        {
            path, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() => Execute(GuestFile.Open(parsed.GetValue(path)!))));
        return command;
    }

    private static Outcome Execute(GuestFile file)
    {
        using GuestModule guest = new(file);
        ModuleDescription module = guest.Description;
        ModuleCost cost = ModuleCost.Measure(file);
        List<BoardCost> boards = [.. BoardReader.Names().Select(BoardReader.Read).Select(board => BoardCost.Of(board, module, cost))];
        PackageInspection? package = Packager.IsPackage(file.Wasm) ? PackageInspection.Of(file.Wasm) : null;
        List<EngineVerdict> engines = [.. Enum.GetValues<GuestEngine>().Select(guest.Judge)];
        ModuleImport? refused = module.Imports.FirstOrDefault(import => !import.IsOffered);
        JsonObject fields = new()
        {
            ["wasm"] = file.WasmPath,
            ["bytes"] = file.Wasm.Length,
            ["sections"] = List(module.Sections, section => new()
            {
                ["id"] = section.Id,
                ["name"] = section.Name,
                ["offset"] = section.Offset,
                ["bytes"] = section.Size,
            }),
            ["imports"] = List(module.Imports, import => new()
            {
                ["module"] = import.Module,
                ["name"] = import.Name,
                ["type"] = import.Type,
                ["offered"] = import.IsOffered,
            }),
            ["exports"] = List(module.Exports, export => new() { ["name"] = export.Name, ["kind"] = export.Kind, ["type"] = export.Type }),
            ["functions"] = module.FunctionCount,
            ["has_start"] = module.HasStart,
            ["memory_pages"] = Limits(module.Memory),
            ["tables"] = List(module.Tables, table => new() { ["type"] = table.Type, ["elements"] = Limits(table.Limits) }),
            ["globals"] = new JsonArray([.. module.Globals.Select(type => (JsonNode)type)]),
            ["engine_arena_bytes_64_bit"] = cost.EngineBytes,
            ["package"] = package == null ? null : PackageFields.Of(package),
            ["engines"] = List(engines, EngineFields.Of),
            ["refused"] = refused == null ? cost.Refusal : guest.RefuseImport(refused).Message,
            ["boards"] = List(boards, board => new()
            {
                ["name"] = board.Board,
                ["flash_bytes"] = file.Wasm.Length,
                ["linear_memory_bytes"] = board.MemoryBytes,
                ["fits"] = board.WhyNot == null,
                ["why_not"] = board.WhyNot,
            }),
        };
        return new Outcome(Status.Ok, fields) { Show = terminal => Show(terminal, file, module, package, engines, cost, boards) };
    }

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonObject> describe) =>
        new([.. items.Select(item => (JsonNode)describe(item))]);

    private static JsonObject? Limits(Limits? limits)
    {
        if (limits is not { } found)
            return null;
        JsonObject json = new() { ["min"] = found.Minimum };
        if (found.Maximum != uint.MaxValue)
            json["max"] = found.Maximum;
        return json;
    }

    private static void Show(
        Terminal terminal, GuestFile file, ModuleDescription module, PackageInspection? package,
        List<EngineVerdict> engines, ModuleCost cost, List<BoardCost> boards)
    {
        string start = module.HasStart ? ", with a start function" : "";
        terminal.Output.WriteLine($"{file.WasmPath}: {Number(file.Wasm.Length)} bytes, {module.FunctionCount} functions{start}");
        terminal.Output.WriteLine($"memory: {Words(module.Memory, "pages of 64 KiB")}");
        foreach (ModuleTable table in module.Tables)
            terminal.Output.WriteLine($"table: {table.Type}, {Words(table.Limits, "elements")}");
        terminal.Output.WriteLine($"globals: {Join(module.Globals)}");
        PackageFields.Show(terminal, package);
        foreach (EngineVerdict engine in engines)
            EngineFields.Show(terminal, engine);
        Table sections = Columns("section", "offset", "bytes");
        foreach (ModuleSection section in module.Sections)
            sections.AddRow(Markup.Escape(section.Name), $"0x{section.Offset:x}", Number(section.Size));
        Table imports = Columns("import", "type", "");
        foreach (ModuleImport import in module.Imports)
            imports.AddRow(Markup.Escape($"{import.Module}.{import.Name}"), import.Type, Offer(import));
        Table exports = Columns("export", "kind", "type");
        foreach (ModuleExport export in module.Exports)
            exports.AddRow(Markup.Escape(export.Name), export.Kind, export.Type);
        Table costs = Columns("board", "flash", "guest memory", "");
        foreach (BoardCost board in boards)
            costs.AddRow(board.Board, Number(file.Wasm.Length), Number(board.MemoryBytes), Markup.Escape(board.WhyNot ?? "should fit"));
        foreach (Table table in new[] { sections, imports, exports, costs }.Where(table => table.Rows.Count != 0))
            terminal.Tables.Write(table);
        string arena = $"engine arena: {Number(cost.EngineBytes)} bytes measured on this machine with its 64-bit pointers";
        terminal.Output.WriteLine(cost.Refusal ?? arena);
    }

    private static string Offer(ModuleImport import)
    {
        if (import.IsOffered)
            return "offered";
        return import.OfferedType == null ? "nobody offers it" : $"offered as {import.OfferedType}";
    }

    private static Table Columns(params string[] names) => new Table().Border(TableBorder.Simple).AddColumns(names);

    private static string Words(Limits? limits, string unit) => limits switch
    {
        null => "none",
        { Maximum: uint.MaxValue } found => $"{found.Minimum} {unit}, no maximum",
        { } found => $"{found.Minimum} to {found.Maximum} {unit}",
    };

    private static string Join(IReadOnlyList<string> globals) =>
        globals.Count == 0 ? "none" : $"{globals.Count} ({string.Join(", ", globals.Distinct())})";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
