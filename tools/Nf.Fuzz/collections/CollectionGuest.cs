using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>
/// A guest that imports all of module <c>vera</c> and exports a function for each import. Its allocator does what the host function
/// <c>decide</c> of module <c>fuzz</c> says.
/// </summary>
internal static class CollectionGuest
{
    /// <summary>Where the shadow stack begins.</summary>
    public const uint ShadowStart = 64;

    /// <summary>Where it ends, and the heap begins.</summary>
    public const uint ShadowEnd = 256;

    /// <summary>Pages of 64 KiB that the memory may grow to; it begins with one.</summary>
    public const uint Pages = 3;

    /// <summary>Fuel of a call: an operation on the largest bucket that fits in a page, and more.</summary>
    public const ulong Fuel = 40_000;

    /// <summary>Letters of the types in names.</summary>
    public const string Types = "ifbs";

    private static readonly string[] s_patterns =
    [
        "map_new", "map_size", "map_insert$kK_vV", "map_get$kK_vV", "map_contains$kK", "map_remove$kK", "map_keys$kK", "map_values$vV",
        "set_new", "set_size", "set_add$eK", "set_contains$eK", "set_remove$eK", "set_to_array$eK",
        "host_decref_handle", "attach_bucket_to_wrapper", "contract_fail", "overflow_trap",
    ];

    /// <summary>All names of module <c>vera</c>.</summary>
    public static IEnumerable<string> Names() =>
        from pattern in s_patterns
        from key in pattern.Contains('K', StringComparison.Ordinal) ? Types : "-"
        from value in pattern.Contains('V', StringComparison.Ordinal) ? Types : "-"
        select pattern.Replace('K', key).Replace('V', value);

    /// <summary>Makes the package.</summary>
    public static byte[] Make()
    {
        FuzzModule module = new();
        foreach (string name in Names())
            Import(module, "vera", name);
        Import(module, "fuzz", "decide");
        uint decide = (uint)module.Imports.Count - 1;
        module.Memories.Add(new Limits { Minimum = 1, Maximum = Pages });
        AddGlobal(module, "gc_sp", true, ShadowStart);
        AddGlobal(module, "gc_stack_limit", true, ShadowEnd);
        module.Exports.Add(("memory"u8.ToArray(), ExternalKind.Memory, 0));
        AddAllocator(module, decide);
        for (uint import = 0; import < decide; import++)
            AddWrapper(module, import);
        PackageOptions options = new() { Name = "collections", Fuel = Fuel, Depth = 40, StackBytes = 16384 };
        return Packager.Pack(module.Encode(), options).Wasm;
    }

    private static void Import(FuzzModule module, string from, string name)
    {
        Status status = CollectionHost.Find(Encoding.ASCII.GetBytes(from), Encoding.ASCII.GetBytes(name), out HostFunction function);
        if (status != Status.Ok)
            throw new InvalidOperationException($"{from}.{name}: {status}");
        string letters = Encoding.ASCII.GetString(function.Expand());
        string[] halves = letters.Split(':');
        Signature type = new([.. halves[0].Select(TypeOf)], [.. halves[1].Select(TypeOf)]);
        module.Imports.Add((Encoding.ASCII.GetBytes(from), Encoding.ASCII.GetBytes(name), module.TypeIndex(type)));
    }

    private static byte TypeOf(char letter) => (byte)(letter switch
    {
        'i' => WasmType.I32,
        'I' => WasmType.I64,
        _ => WasmType.F64,
    });

    private static void AddGlobal(FuzzModule module, string name, bool mutable, uint value)
    {
        module.Exports.Add((Encoding.ASCII.GetBytes(name), ExternalKind.Global, (uint)module.Globals.Count));
        module.Globals.Add(new FuzzGlobal(WasmType.I32, mutable, FuzzInstruction.Const(WasmType.I32, value)));
    }

    // One export for each import, with its name and type.
    private static void AddWrapper(FuzzModule module, uint import)
    {
        FuzzFunction function = new() { Type = module.Imports[(int)import].Type };
        int parameters = module.TypeOf(import).Parameters.Length;
        for (uint i = 0; i < parameters; i++)
            function.Code.Add(FuzzInstruction.At(Opcode.LocalGet, i));
        function.Code.Add(FuzzInstruction.At(Opcode.Call, import));
        function.Code.Add(new FuzzInstruction(Opcode.End));
        module.Exports.Add((module.Imports[(int)import].Name, ExternalKind.Function, (uint)module.FunctionCount));
        module.Functions.Add(function);
    }

    // decide gives a pointer in the lower word and what to do before in the upper one.
    private static void AddAllocator(FuzzModule module, uint decide)
    {
        uint self = (uint)module.FunctionCount;
        uint mapNew = (uint)module.Imports.FindIndex(import => import.Name.AsSpan().SequenceEqual("map_new"u8));
        FuzzFunction function = new() { Type = module.TypeIndex(new Signature([(byte)WasmType.I32], [(byte)WasmType.I32])) };
        function.Locals.Add((1, (byte)WasmType.I64));
        List<FuzzInstruction> code = function.Code;
        FuzzInstruction bytes = FuzzInstruction.At(Opcode.LocalGet, 0);
        code.AddRange([bytes, FuzzInstruction.At(Opcode.Call, decide), FuzzInstruction.At(Opcode.LocalSet, 1)]);
        If(AllocatorAction.Trap, new FuzzInstruction(Opcode.Unreachable));
        If(AllocatorAction.Spin, new FuzzInstruction(Opcode.Loop), FuzzInstruction.At(Opcode.Br, 0), new FuzzInstruction(Opcode.End));
        FuzzInstruction grow = new(Opcode.MemoryGrow);
        If(AllocatorAction.Grow, FuzzInstruction.Const(WasmType.I32, 1), grow, new FuzzInstruction(Opcode.Drop));
        If(AllocatorAction.CallHost, FuzzInstruction.At(Opcode.Call, mapNew), new FuzzInstruction(Opcode.Return));
        If(AllocatorAction.Recurse, bytes, FuzzInstruction.At(Opcode.Call, self), new FuzzInstruction(Opcode.Return));
        code.AddRange([FuzzInstruction.At(Opcode.LocalGet, 1), new FuzzInstruction(Opcode.I32WrapI64), new FuzzInstruction(Opcode.End)]);
        module.Exports.Add(("alloc"u8.ToArray(), ExternalKind.Function, self));
        module.Functions.Add(function);

        void If(AllocatorAction action, params FuzzInstruction[] body)
        {
            const int wordBits = 32;
            code.AddRange(
            [
                FuzzInstruction.At(Opcode.LocalGet, 1), FuzzInstruction.Const(WasmType.I64, wordBits), new FuzzInstruction(Opcode.I64ShrU),
                FuzzInstruction.Const(WasmType.I64, (ulong)action), new FuzzInstruction(Opcode.I64Eq), new FuzzInstruction(Opcode.If),
                .. body, new FuzzInstruction(Opcode.End),
            ]);
        }
    }
}
