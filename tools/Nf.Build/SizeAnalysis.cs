using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nf.Build;

/// <summary>Finds out where the bytes of an image went: by file from the linker's map, the C# object further by symbol.</summary>
internal sealed class SizeAnalysis
{
    private const string GuestMemory = "arenas";

    private const string LinearMemory = "linear memory";

    // The first prefix that fits counts. Symbols of C# begin with the assembly's name, then the namespace.
    private static readonly (string Prefix, string Component)[] s_namespaces =
    [
        ("Nf_Firmware_System_", "core library"),
        ("Nf_Firmware_Internal_", "core library"),
        ("Nf_Firmware_Nf_Memory_Allocation_Home", GuestMemory),
        ("Nf_Firmware_Nf_FirmwareHost_LinearMemory", LinearMemory),
        ("Nf_Firmware_Nf_FirmwareHost_RegionMemory", GuestMemory),
        ("Nf_Firmware_Nf_Memory_", "memory"),
        ("Nf_Firmware_Nf_Status", "memory"),
        ("Nf_Firmware_Nf_Runtime_", "runtime-core"),
        ("Nf_Firmware_Nf_Platform_", "platform"),
        ("Nf_Firmware_Nf_FirmwareHost_", "firmware-host"),
        ("Nf_Firmware_Nf_OnTarget_", "self-tests"),
    ];

    private readonly Dictionary<string, (long Flash, long Ram)> _rows = new(StringComparer.Ordinal);
    private readonly List<ElfSymbol> _symbols;

    private readonly IReadOnlyList<AheadArtefact> _modules;

    private SizeAnalysis(ElfFile image, IReadOnlyList<AheadArtefact> modules)
    {
        _modules = modules;
        // Of symbols at one address the one that names a C# type says most. Those of statics and constants come without a size.
        _symbols = [.. image.Symbols.Where(symbol => symbol.Section != 0 && (symbol.Bytes != 0 || NamesCSharp(symbol)))
            .OrderBy(symbol => symbol.Address).ThenByDescending(NamesCSharp)];
    }

    public static SizeReport Analyze(string imagePath, string mapPath, BoardDescription board, IReadOnlyList<AheadArtefact> modules, bool isHost)
    {
        ElfFile image = new(imagePath);
        Dictionary<string, List<LinkMap.Part>> map = LinkMap.Read(mapPath);
        SizeAnalysis analysis = new(image, modules);
        long flash = 0, ram = 0;
        foreach (ElfSection section in image.Sections)
        {
            if (!section.IsAllocated || (section.IsThreadLocal && !section.HasContent))
                continue;
            if (section.HasContent)
                flash += (long)section.Bytes;
            if (section.IsWritable)
                ram += (long)section.Bytes;
            analysis.AddSection(section, map.GetValueOrDefault(section.Name) ?? []);
        }

        List<SizeRow> rows = [.. analysis._rows
            .Select(row => new SizeRow(row.Key, row.Value.Flash, row.Value.Ram))
            .OrderByDescending(row => row.FlashBytes + row.RamBytes).ThenBy(row => row.Component, StringComparer.Ordinal)];
        long taken = analysis._rows.GetValueOrDefault(GuestMemory).Ram + analysis._rows.GetValueOrDefault(LinearMemory).Ram;
        long guest = isHost ? board.Host!.RegionBytes : board.LinearMemoryBytes + board.Arenas["engine"];
        return new SizeReport(rows, flash, ram, taken >= guest ? guest : 0);
    }

    private void AddSection(ElfSection section, List<LinkMap.Part> parts)
    {
        ulong end = section.Address;
        long rest = (long)section.Bytes;
        foreach (LinkMap.Part part in parts.OrderBy(part => part.Address))
        {
            // What the linker merged away is still listed, at the address of what stayed.
            ulong start = Math.Max(part.Address, end), stop = Math.Min(part.Address + part.Bytes, section.Address + section.Bytes);
            if (stop <= start)
                continue;
            AddPart(section, part, start, stop);
            rest -= (long)(stop - start);
            end = stop;
        }

        Add(section, section.Name == ".stack" ? "stack" : "padding and linker tables", rest);
    }

    private void AddPart(ElfSection section, LinkMap.Part part, ulong start, ulong stop)
    {
        string file = part.File;
        if (!file.EndsWith(ObjectNames.CSharp, StringComparison.Ordinal))
        {
            Add(section, ComponentOfFile(file), (long)(stop - start));
            return;
        }

        long rest = (long)(stop - start);
        ulong reached = start;
        for (int i = FirstSymbolAt(start); i < _symbols.Count && _symbols[i].Address < stop; i++)
        {
            ElfSymbol symbol = _symbols[i];
            ulong from = Math.Max(symbol.Address, reached), to = Math.Min(EndOf(i), stop);
            if (to <= from)
                continue;
            Add(section, ComponentOfSymbol(symbol.Name), (long)(to - from));
            rest -= (long)(to - from);
            reached = to;
        }

        Add(section, "C# tables and padding", rest);
    }

    private ulong EndOf(int index)
    {
        ElfSymbol symbol = _symbols[index];
        if (symbol.Bytes != 0)
            return symbol.Address + symbol.Bytes;
        while (++index < _symbols.Count)
        {
            if (_symbols[index].Address > symbol.Address)
                return _symbols[index].Address;
        }

        return ulong.MaxValue;
    }

    private int FirstSymbolAt(ulong address)
    {
        int low = 0, high = _symbols.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_symbols[middle].Address < address)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Add(ElfSection section, string component, long bytes)
    {
        if (bytes == 0)
            return;
        (long flash, long ram) = _rows.GetValueOrDefault(component);
        _rows[component] = (flash + (section.HasContent ? bytes : 0), ram + (section.IsWritable ? bytes : 0));
    }

    private static bool NamesCSharp(ElfSymbol symbol) => symbol.Name.Contains("Nf_Firmware_", StringComparison.Ordinal);

    private static string ComponentOfSymbol(string name)
    {
        int start = name.IndexOf("Nf_Firmware_", StringComparison.Ordinal);
        if (start < 0)
            return "C# tables and padding";
        foreach ((string prefix, string component) in s_namespaces)
        {
            if (string.CompareOrdinal(name, start, prefix, 0, prefix.Length) == 0)
                return component;
        }

        return "C# constants";
    }

    private string ComponentOfFile(string file)
    {
        string name = Path.GetFileName(file);
        // compile.c is m3_compile.c and wasm3's operations, with a few lines around.
        if (name.StartsWith("libnf_engine.a(m3_", StringComparison.Ordinal) || name.StartsWith("libnf_engine.a(compile.", StringComparison.Ordinal))
            return "wasm3";
        if (name.StartsWith("libnf_engine.a(", StringComparison.Ordinal))
            return "engine shim";
        if (_modules.FirstOrDefault(module => module.Path == file) is { } compiled)
            return "guest " + compiled.Name;
        if (name.EndsWith(ObjectNames.Guest, StringComparison.Ordinal))
            return SizeReport.PackageComponent;
        return name.StartsWith(ObjectNames.StartupPrefix, StringComparison.Ordinal) || name == ObjectNames.AheadSet ? "start-up" : "C library";
    }
}
