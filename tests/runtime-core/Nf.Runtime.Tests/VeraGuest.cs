using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>
/// A guest that imports all of module <c>vera</c> at all types, and exports it again under the same names. Its allocator asks the test,
/// which sees the shadow stack as a collector would.
/// </summary>
internal sealed class VeraGuest : IDisposable
{
    /// <summary>Letters of the types in names.</summary>
    public const string Types = "ifbs";

    public const uint ShadowStack = 1024;
    public const uint ShadowLimit = 2048;
    public const uint HeapStart = 4096;

    private readonly GCHandle _callback;
    private readonly ExportedGlobal _shadowTop;
    private uint _heapTop = HeapStart;

    public VeraGuest(uint memoryPages = 16)
    {
        _callback = GCHandle.Alloc((Func<int, int>)Allocate);
        TestOptions options = new() { HostContext = GCHandle.ToIntPtr(_callback), MemoryBytes = memoryPages * 65536 };
        Instance = new TestInstance(Text(memoryPages), options);
        Assert.AreEqual(Status.Ok, Instance.Instance.FindGlobal("gc_sp"u8, out _shadowTop));
        OnAllocate = Bump;
    }

    public TestInstance Instance { get; }

    /// <summary>What the guest's allocator does.</summary>
    public Func<uint, uint> OnAllocate { get; set; }

    /// <summary>How often it was called.</summary>
    public int Allocations { get; private set; }

    public Span<byte> Memory => Instance.Instance.Memory;

    /// <summary>The global <c>gc_sp</c>.</summary>
    public uint ShadowTop
    {
        get
        {
            Assert.AreEqual(Status.Ok, Instance.Instance.GetGlobal(in _shadowTop, out ulong value));
            return (uint)value;
        }
        set => Assert.AreEqual(Status.Ok, Instance.Instance.SetGlobal(in _shadowTop, value));
    }

    /// <summary>What stands on the shadow stack.</summary>
    public List<uint> Roots()
    {
        List<uint> roots = [];
        for (uint at = ShadowStack; at < ShadowTop; at += 4) roots.Add(Word(at));
        return roots;
    }

    /// <summary>Memory that was never given before, full of rubbish.</summary>
    public uint Bump(uint bytes)
    {
        uint given = _heapTop;
        uint end = (given + bytes + 7) & ~7u;
        if (end > Memory.Length) return 0;
        _heapTop = end;
        Memory[(int)given..(int)end].Fill(0xCD);
        return given;
    }

    /// <summary>Starts the heap anew.</summary>
    public void Clear() => _heapTop = HeapStart;

    public uint Word(uint at) => BinaryPrimitives.ReadUInt32LittleEndian(Memory[(int)at..]);

    public ulong Cell(uint at) => BinaryPrimitives.ReadUInt64LittleEndian(Memory[(int)at..]);

    public void SetWord(uint at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Memory[(int)at..], value);

    /// <summary>Puts a string into the guest's memory.</summary>
    public ulong[] Text(ReadOnlySpan<byte> bytes)
    {
        uint at = Bump((uint)bytes.Length);
        bytes.CopyTo(Memory[(int)at..]);
        return [at, (ulong)bytes.Length];
    }

    public uint Call(string name, params ulong[] arguments)
    {
        Assert.AreEqual(Status.Ok, TryCall(name, out ulong[] results, arguments), name);
        return (uint)results[0];
    }

    public Status TryCall(string name, out ulong[] results, params ulong[] arguments)
    {
        Status found = Instance.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function);
        Assert.AreEqual(Status.Ok, found, name);
        results = new ulong[Math.Max(1, function.ResultCount)];
        uint top = ShadowTop;
        Status status = Instance.Instance.Call(in function, arguments, results);
        Assert.AreEqual(top, ShadowTop, $"gc_sp after {name}: {status}");
        return status;
    }

    /// <summary>How many cells a function takes.</summary>
    public int ParameterCount(string name)
    {
        Assert.AreEqual(Status.Ok, Instance.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function));
        return function.ParameterCount;
    }

    /// <summary>Every name of the module.</summary>
    public static IEnumerable<(string Name, string Type)> Functions()
    {
        yield return ("map_new", "(result i32)");
        yield return ("set_new", "(result i32)");
        yield return ("map_size", "(param i32) (result i64)");
        yield return ("set_size", "(param i32) (result i64)");
        yield return ("json_parse", "(param i32 i32) (result i32)");
        yield return ("json_stringify", "(param i32) (result i32 i32)");
        yield return ("host_decref_handle", "(param i32 i32)");
        yield return ("attach_bucket_to_wrapper", "(param i32 i32 i32)");
        yield return ("contract_fail", "(param i32 i32)");
        yield return ("overflow_trap", "");
        foreach (char key in Types)
        {
            string one = $"(param i32 {Wasm(key)}) (result i32)";
            const string array = "(param i32) (result i32 i32)";
            yield return ($"map_contains$k{key}", one);
            yield return ($"map_remove$k{key}", one);
            yield return ($"set_add$e{key}", one);
            yield return ($"set_contains$e{key}", one);
            yield return ($"set_remove$e{key}", one);
            yield return ($"map_keys$k{key}", array);
            yield return ($"map_values$v{key}", array);
            yield return ($"set_to_array$e{key}", array);
            foreach (char value in Types)
            {
                yield return ($"map_insert$k{key}_v{value}", $"(param i32 {Wasm(key)} {Wasm(value)}) (result i32)");
                yield return ($"map_get$k{key}_v{value}", one);
            }
        }
    }

    public void Dispose()
    {
        Assert.AreEqual(Status.Ok, Instance.Arena.Check());
        Instance.Dispose();
        _callback.Free();
    }

    private static string Wasm(char type) => type switch { 'i' => "i64", 'f' => "f64", 'b' => "i32", _ => "i32 i32" };

    private static string Text(uint pages) => $"""
        {string.Concat(Functions().Select(f => $"""(import "vera" "{f.Name}" (func ${f.Name} {f.Type}))"""))}
        (import "t" "callback" (func $callback (param i32) (result i32)))
        (memory (export "memory") {pages} {pages})
        (global (export "gc_sp") (mut i32) (i32.const {ShadowStack}))
        (global (export "gc_stack_limit") i32 (i32.const {ShadowLimit}))
        (func (export "alloc") (param i32) (result i32) (call $callback (local.get 0)))
        {string.Concat(Functions().Select(f => $"""(export "{f.Name}" (func ${f.Name}))"""))}
        """;

    private int Allocate(int bytes)
    {
        Allocations++;
        return (int)OnAllocate((uint)bytes);
    }
}
