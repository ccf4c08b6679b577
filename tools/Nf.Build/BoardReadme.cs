using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Nf.Errors;

namespace Nf.Build;

/// <summary>The table of numbers in a board's README, written from board.yaml between two markers.</summary>
public static class BoardReadme
{
    private const string Begin = "<!-- board.yaml: begin -->";
    private const string End = "<!-- board.yaml: end -->";

    /// <summary>The README as it should be: its text with the table made anew.</summary>
    /// <exception cref="NfException">The README has no markers.</exception>
    public static string Updated(BoardDescription board)
    {
        ArgumentNullException.ThrowIfNull(board);
        string path = PathOf(board), text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
            throw new NfException(Status.BoardInvalid, $"{Repository.Relative(path)}: no '{Begin}' with '{End}' after it");
        return text[..(begin + Begin.Length)] + "\n" + Table(board) + text[end..];
    }

    /// <summary>Where the README lies.</summary>
    public static string PathOf(BoardDescription board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return Repository.PathOf("boards", board.Name, "README.md");
    }

    private static string Table(BoardDescription board)
    {
        StringBuilder text = new("\n| | |\n|---|---|\n");
        foreach ((string name, string value) in Rows(board))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        return text.Append('\n').ToString();
    }

    private static IEnumerable<(string Name, string Value)> Rows(BoardDescription board)
    {
        yield return ("processor", board.Cpu);
        yield return ("compiled for", board.Arch + (board.IsCortexM ? $", FPU {board.Fpu}" : ""));
        if (board is { Flash: { } flash, Ram: { } ram })
        {
            yield return ("clock", string.Create(CultureInfo.InvariantCulture, $"{board.ClockHz} Hz"));
            yield return ("flash", Region(flash));
            yield return ("RAM", Region(ram));
        }

        yield return ("stack", Bytes(board.StackBytes));
        yield return ("console", board.Console);
        yield return ("ports", string.Join(", ", board.Ports));
        foreach ((string name, int bytes) in board.Arenas)
            yield return ($"{name} arena", Bytes(bytes));
        yield return ("linear memory", Bytes(board.LinearMemoryBytes));
        foreach ((string name, int bytes) in board.Budgets)
            yield return ($"budget of {name}", Bytes(bytes));
        BoardLimits limits = board.Limits;
        yield return ("guest limits", string.Create(CultureInfo.InvariantCulture,
            $"{limits.WasmPagesMax} pages, {limits.FunctionsMax} functions, {limits.GlobalsMax} globals, {limits.TableElementsMax} table elements, {limits.HostSlotsMax} host objects"));
        yield return ("guest calls", $"{limits.FuelMax:N0} units of fuel, {limits.CallDepthMax} deep");
        yield return ("guest stacks", $"{Bytes(limits.WasmStackBytes)} of values, {Bytes(limits.NativeStackBytes)} of native stack a call");
        yield return ("largest image", Bytes(board.FlashBytesMax));
        if (board.RamGuestBytesMin != 0)
            yield return ("least RAM for a guest", Bytes(board.RamGuestBytesMin));
        if (board.Ahead is { } ahead)
        {
            yield return ("with guests compiled ahead of time",
                $"{Bytes(ahead.EngineArenaBytes)} of engine arena, {Bytes(ahead.LinearMemoryBytes)} of linear memory, image of at most {Bytes(ahead.FlashBytesMax)}");
        }
        if (board.Host is { } host)
        {
            yield return ("as a host of several guests",
                $"{host.Places} places, {Bytes(host.RegionBytes)} for them, image of at most {Bytes(host.FlashBytesMax)}");
        }
        foreach ((string medium, StoreDescription store) in board.Stores)
        {
            yield return (medium == board.StoreMedium ? $"module store: {medium}, the default" : $"module store: {medium}",
                $"from 0x{store.Address:x}, slots of {Bytes(store.SlotBytes)}");
        }
        yield return ("emulator", $"`{board.Emulator.Program}`");
    }

    private static string Region(MemoryRegion region)
        => string.Create(CultureInfo.InvariantCulture, $"{region.Bytes / 1024} KB at 0x{region.Origin:x8}");

    private static string Bytes(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
}
