using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Runtime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Build;

/// <summary>Reads board.yaml files, strictly.</summary>
public static class BoardReader
{
    private static readonly string[] s_crates = ["memory", "runtime", "engine", "guest", "platform", "firmware_host"];
    private static readonly string[] s_ports = ["CortexM", "Stellaris", "Cmsdk", "Stm32", "Linux", "Threads", "Simulated"];

    // Where the module store can be, and the port whose drivers it needs.
    private static readonly Dictionary<string, string> s_media = new(StringComparer.Ordinal)
    {
        ["sd"] = "Stellaris",
        ["nor"] = "Stellaris",
        ["eeprom"] = "Stellaris",
        ["mapped"] = "Cmsdk",
        ["file"] = "Linux",
    };

    /// <summary>The names of all boards, sorted.</summary>
    public static IReadOnlyList<string> Names()
    {
        List<string> names = [];
        foreach (string folder in Directory.GetDirectories(Repository.PathOf("boards")))
        {
            if (File.Exists(Path.Combine(folder, "board.yaml")))
                names.Add(Path.GetFileName(folder));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    /// <summary>Reads the board of that name.</summary>
    /// <exception cref="NfException"><see cref="Status.BoardNotFound"/>, or as <see cref="ReadFile"/>.</exception>
    public static BoardDescription Read(string name)
    {
        IReadOnlyList<string> names = Names();
        foreach (string known in names)
        {
            if (known == name)
                return ReadFile(Repository.PathOf("boards", name, "board.yaml"));
        }

        throw new NfException(Status.BoardNotFound, $"no board '{name}': there are {string.Join(", ", names)}");
    }

    /// <summary>Reads one board.yaml.</summary>
    /// <exception cref="NfException"><see cref="Status.BoardInvalid"/>, with file and line.</exception>
    public static BoardDescription ReadFile(string path)
    {
        YamlSection root = new(path, "", Load(path));
        BoardDescription board = ReadBoard(root);
        root.End();
        string folder = Path.GetFileName(Path.GetDirectoryName(path))!;
        return board.Name == folder ? board : throw root.ErrorAt("name", $"'name' is '{board.Name}', but the folder is '{folder}'");
    }

    private static YamlMappingNode Load(string path)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            YamlStream yaml = [];
            yaml.Load(reader);
            return yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is YamlMappingNode mapping
                ? mapping
                : throw new NfException(Status.BoardInvalid, $"{Repository.Relative(path)}:1: the file must be one mapping of keys");
        }
        catch (YamlException error)
        {
            throw new NfException(Status.BoardInvalid, $"{Repository.Relative(path)}:{error.Start.Line}: {FirstLine(error.Message)}");
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet throws for a file that ends inside a list or mapping.
            throw new NfException(Status.BoardInvalid, $"{Repository.Relative(path)}:1: the file is not YAML: a bracket is not closed");
        }
        catch (IOException error)
        {
            throw new NfException(Status.FileUnreadable, $"{Repository.Relative(path)}: {FirstLine(error.Message)}");
        }
    }

    private static BoardDescription ReadBoard(YamlSection root)
    {
        bool isCortexM = root.OneOf("kind", "cortex-m", "linux") == "cortex-m";
        YamlSection? regions = isCortexM ? root.Section("regions") : null;
        YamlSection size = root.Section("size");
        (string medium, IReadOnlyDictionary<string, StoreDescription> stores) = Stores(root.Section("store"));
        BoardDescription board = new()
        {
            Name = root.Text("name"),
            Title = root.Text("title"),
            IsCortexM = isCortexM,
            Cpu = root.Text("cpu"),
            Arch = isCortexM ? root.OneOf("arch", "armel", "arm") : root.OneOf("arch", "x64", "arm64", "arm"),
            Fpu = isCortexM ? root.OneOf("fpu", "none", "fpv4-sp-d16", "fpv5-sp-d16", "fpv5-d16") : root.OneOf("fpu", "system"),
            ClockHz = isCortexM ? Number(root, "clock_hz", 1) : 0,
            Interrupts = isCortexM ? (int)root.Number("interrupts", 1, 240) : 0,
            Console = root.Text("console"),
            Ports = Ports(root),
            Flash = regions is null ? null : Region(regions.Section("flash")),
            Ram = regions is null ? null : Region(regions.Section("ram")),
            StackBytes = Number(root, "stack_bytes", 1024),
            Arenas = Arenas(root.Section("arenas")),
            LinearMemoryBytes = Number(root, "linear_memory_bytes", 1024),
            Budgets = Budgets(root.Section("budgets")),
            Limits = Limits(root.Section("limits")),
            FlashBytesMax = Number(size, "flash_bytes_max", 1),
            RamGuestBytesMin = isCortexM ? Number(size, "ram_guest_bytes_min", 1) : 0,
            Engine = root.Has("engine") && root.OneOf("engine", "interpreter", "aot") == "aot" ? GuestEngine.Aot : GuestEngine.Interpreter,
            Ahead = root.Has("aot") ? Ahead(root.Section("aot")) : null,
            Host = root.Has("host") ? Host(root.Section("host")) : null,
            Stores = stores,
            StoreMedium = medium,
            Emulator = Command(root.Section("emulator")),
            FlashTool = isCortexM ? Command(root.Section("flash")) : null,
            Uf2Family = root.Has("uf2_family") ? (uint)root.Number("uf2_family", 1, uint.MaxValue) : null,
        };
        regions?.End();
        size.End();
        CheckStores(root, board);
        foreach (GuestEngine engine in Enum.GetValues<GuestEngine>())
            Check(root, board.For(engine));
        return board;
    }

    private static void Check(YamlSection root, BoardDescription board)
    {
        if (board.Arch == "armel" != (board.Fpu == "none"))
            throw root.ErrorAt("arch", "'arch' must be armel exactly when 'fpu' is none");
        if (board.Flash is { } flash && board.FlashBytesMax > flash.Bytes)
            throw root.ErrorAt("size", $"'flash_bytes_max' is {board.FlashBytesMax}, but the flash has {flash.Bytes} bytes");
        int guest = board.LinearMemoryBytes + board.Arenas["engine"];
        if (guest < board.RamGuestBytesMin)
            throw root.ErrorAt("size", $"'ram_guest_bytes_min' is {board.RamGuestBytesMin}, but linear memory and engine arena have {guest} bytes");
        if (board.Ram is { } ram && guest + board.StackBytes > ram.Bytes)
            throw root.ErrorAt("regions", $"stack, engine arena and linear memory need more than the {ram.Bytes} bytes of RAM");
        if (board.Limits.NativeStackBytes > board.StackBytes)
            throw root.ErrorAt("limits", $"'native_stack_bytes' is {board.Limits.NativeStackBytes}, but the stack has {board.StackBytes} bytes");
    }

    // The drivers that a medium needs.
    private static void CheckStores(YamlSection root, BoardDescription board)
    {
        foreach (string medium in board.Stores.Keys)
        {
            if (!board.Ports.Contains(s_media[medium]))
                throw root.ErrorAt("store", $"'{medium}' is for boards with the port {s_media[medium]}");
        }
    }

    private static (string Medium, IReadOnlyDictionary<string, StoreDescription> Stores) Stores(YamlSection section)
    {
        string medium = section.OneOf("medium", [BoardDescription.NoStore, .. s_media.Keys]);
        Dictionary<string, StoreDescription> stores = new(StringComparer.Ordinal);
        foreach (string name in s_media.Keys.Where(section.Has))
            stores[name] = Store(section.Section(name));
        section.End();
        return medium == BoardDescription.NoStore || stores.ContainsKey(medium)
            ? (medium, stores)
            : throw section.ErrorAt("medium", $"'medium' is '{medium}', but nothing says where the store is on it");
    }

    private static StoreDescription Store(YamlSection section)
    {
        bool isEmulated = section.Has("emulated_bytes");
        StoreDescription store = new(
            (uint)section.Number("address", 0, uint.MaxValue),
            Number(section, "slot_bytes", 1024),
            isEmulated ? Number(section, "emulated_bytes", 1024) : 0,
            section.Has("erased_value") ? (byte)section.Number("erased_value", 0, byte.MaxValue) : (byte)0,
            isEmulated ? section.Texts("arguments") : [],
            section.Has("wiring") ? [.. section.Texts("wiring").Select(wire => Wire(section, wire))] : []);
        section.End();
        return store;
    }

    private static EmulatorWire Wire(YamlSection section, string text) => text.Split(' ') is [string path, string property, string value]
        ? new EmulatorWire(path, property, value)
        : throw section.ErrorAt("wiring", $"'{text}' must be a path, a property and a path");

    private static int Number(YamlSection section, string key, int min) => (int)section.Number(key, min, int.MaxValue);

    private static MemoryRegion Region(YamlSection section)
    {
        MemoryRegion region = new(section.Number("origin", 0, uint.MaxValue), section.Number("bytes", 1024, uint.MaxValue));
        section.End();
        return region;
    }

    private static IReadOnlyList<string> Ports(YamlSection root)
    {
        IReadOnlyList<string> ports = root.Texts("ports");
        foreach (string port in ports)
        {
            if (Array.IndexOf(s_ports, port) < 0)
                throw root.ErrorAt("ports", $"no port '{port}': there are {string.Join(", ", s_ports)}");
        }

        return ports;
    }

    private static Dictionary<string, int> Arenas(YamlSection section)
    {
        Dictionary<string, int> arenas = new(StringComparer.Ordinal)
        {
            ["engine"] = Number(section, "engine", 1024),
        };
        section.End();
        return arenas;
    }

    private static AheadMemory Ahead(YamlSection section)
    {
        AheadMemory memory = new(Number(section, "flash_bytes_max", 1), Number(section, "engine_arena_bytes", 1024), Number(section, "linear_memory_bytes", 1024));
        section.End();
        return memory;
    }

    private static HostDescription Host(YamlSection section)
    {
        HostDescription host = new()
        {
            Places = (int)section.Number("places", 1, Supervisor.PlacesMax),
            RegionBytes = Number(section, "region_bytes", 4096),
            ClippedBytes = Number(section, "clipped_bytes", 0),
            FuelPicoseconds = Number(section, "fuel_picoseconds", 1),
            CallMicroseconds = Number(section, "call_microseconds", 1),
            HostMicroseconds = Number(section, "host_microseconds", 1),
            WatchdogMilliseconds = (int)section.Number("watchdog_milliseconds", 1, 60_000),
            FlashBytesMax = Number(section, "flash_bytes_max", 1),
            Features = [.. section.Texts("features").Select(name => Enum.TryParse(name, out HostFeatures feature) && feature != HostFeatures.None
                ? feature
                : throw section.ErrorAt("features", $"no feature '{name}': there are {string.Join(", ", Enum.GetNames<HostFeatures>().Skip(1))}"))],
        };
        section.End();
        return host;
    }

    private static Dictionary<string, int> Budgets(YamlSection section)
    {
        Dictionary<string, int> budgets = new(StringComparer.Ordinal);
        foreach (string crate in s_crates)
            budgets[crate] = Number(section, crate, 0);
        section.End();
        return budgets;
    }

    private static BoardLimits Limits(YamlSection section)
    {
        const int WasmPagesOfAddressSpace = 65536;
        BoardLimits limits = new(
            (int)section.Number("wasm_pages_max", 1, WasmPagesOfAddressSpace),
            Number(section, "table_elements_max", 1),
            Number(section, "functions_max", 1),
            Number(section, "globals_max", 1),
            Number(section, "host_slots_max", 1),
            Number(section, "code_bytes_max", 1),
            section.Number("fuel_max", 1, 1L << 62),
            Number(section, "call_depth_max", 1),
            Number(section, "wasm_stack_bytes", 256),
            Number(section, "native_stack_bytes", 1024));
        section.End();
        return limits;
    }

    private static ToolCommand Command(YamlSection section)
    {
        ToolCommand command = new(section.Text("program"), section.Texts("arguments"));
        section.End();
        return command;
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
