using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>What a module under test gets: the same in every world, so that the same happens in each.</summary>
public unsafe struct CaseRoom
{
    /// <summary>Bytes of the arena, which is the same on 32-bit targets: enough is enough there too.</summary>
    public const int ArenaBytes = 512 * 1024;

    /// <summary>Pages of 64 KiB.</summary>
    public const uint Pages = 4;

    /// <summary>Fuel of each call.</summary>
    public const ulong Fuel = 4000;

    /// <summary>Native stack of a call, in bytes.</summary>
    public const uint NativeStackBytes = 256 * 1024;

    /// <summary>Levels of calls.</summary>
    public const uint Depth = 40;

    /// <summary>Bytes of linear memory and what the engine keeps beside it.</summary>
    public static uint MemoryBytes => Pages * 65536 + Interpreter.MemoryOverheadBytes;

    /// <summary>The arena's region, <see cref="ArenaBytes"/> long.</summary>
    public byte* Arena;

    /// <summary>The linear memory, <see cref="MemoryBytes"/> long and zero.</summary>
    public byte* Memory;

    /// <summary>Makes an instance of a package; nothing of it has run. Without fuel.</summary>
    public readonly Status Open(byte* wasm, int bytes, out Instance instance, out LoadError error)
    {
        instance = default;
        error = default;
        InstanceOptions options = new()
        {
            Memory = Memory,
            MemoryBytes = MemoryBytes,
            RequireMetered = true,
            NativeStackBytes = NativeStackBytes,
            Limits = new InstanceLimits
            {
                Fuel = Fuel,
                CallDepth = Depth,
                MemoryPages = Pages,
                TableElements = 256,
                Functions = 1000,
                Globals = 1000,
                StackBytes = 64 * 1024,
                HostSlots = 0,
                CodeBytes = uint.MaxValue,
            },
        };
        Status status = Nf.Memory.Arena.Create(Arena, ArenaBytes, out options.Arena);
        return status == Status.Ok ? Instance.Create<FuzzHost>(wasm, bytes, in options, out instance, out error) : status;
    }

    /// <summary>Finds a function by the place of its export.</summary>
    /// <returns>Ok, or ExportNotFound or ExportMismatch when it is none.</returns>
    public static Status Find(in Instance instance, int export, out ExportedFunction function)
    {
        function = default;
        if ((uint)export >= (uint)instance.Module.ExportCount) return Status.ExportNotFound;
        WasmReader reader = instance.Module.Exports();
        ExportEntry entry = default;
        for (int i = 0; i <= export; i++) entry = WasmModule.ReadExport(ref reader);
        return instance.FindFunction(entry.Name, out function);
    }
}
