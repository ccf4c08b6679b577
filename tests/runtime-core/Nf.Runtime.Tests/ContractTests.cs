using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>What C and C# must agree on.</summary>
[TestClass]
public unsafe partial class ContractTests
{
    [TestMethod]
    public void The_C_header_has_the_numbers_of_the_C_sharp_enumeration()
    {
        string header = File.ReadAllText(Path.Combine(Native(), "include", "nf_status.h"));
        Dictionary<string, int> c = StatusLine().Matches(header)
            .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        Dictionary<string, int> managed = Enum.GetValues<Status>()
            .ToDictionary(status => UpperSnake(status.ToString()), status => (int)status);
        CollectionAssert.AreEquivalent(managed, c);
    }

    [TestMethod]
    public void Both_sides_have_the_same_interface_number()
    {
        string header = File.ReadAllText(Path.Combine(Native(), "include", "nf_engine.h"));
        Assert.Contains($"#define NF_ENGINE_ABI {NativeEngine.Abi}\n", header);
        Assert.AreEqual(NativeEngine.Abi, NativeEngine.GetAbi());
        Assert.Contains($"#define NF_BACKTRACE_FRAMES {Backtrace.FramesMax}\n", header);
    }

    [TestMethod]
    public void The_red_zone_holds_the_cells_that_a_type_may_have()
    {
        string source = File.ReadAllText(Path.Combine(Native(), "src", "interpreter.c"));
        Match bytes = Regex.Match(source, @"stack_red_zone_bytes = (\d+)");
        Assert.IsGreaterThanOrEqualTo((WasmModule.CellsMax + 1) * 8, int.Parse(bytes.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void An_instance_that_was_never_made_harms_nobody()
    {
        Instance none = default;
        ulong[] cells = [7];
        Assert.AreEqual(Status.OutOfRange, none.Call(new ExportedFunction(0, 0, 1), [], cells));
        Assert.AreEqual(7ul, cells[0]);
        Assert.AreEqual(Status.NotFound, none.Start());
        Assert.AreEqual(Status.NotSupported, none.SetFuel(1));
        Assert.AreEqual(0ul, none.Fuel);
        Assert.AreEqual(0, none.Memory.Length);
        Assert.AreEqual(Status.TrapBadPointer, none.TrySpan(0, 1, out _));
        Assert.AreEqual(Status.OutOfRange, none.GetGlobal(new ExportedGlobal(0, WasmType.I32, mutable: true), out _));
        Assert.AreEqual(Status.OutOfRange, none.SetGlobal(new ExportedGlobal(0, WasmType.I32, mutable: true), 1));
        Assert.AreEqual(Status.ExportNotFound, none.FindFunction("run"u8, out _));
        Assert.AreEqual(Status.Ok, none.GetBacktrace(out Backtrace trace));
        Assert.AreEqual(0u, trace.Count);
        Assert.AreEqual(0, none.EngineMessage.Length);
        Assert.AreEqual(Status.NotFound, none.Reset());
        Assert.AreEqual((false, false, 0ul), (none.IsTainted, none.IsRunning, none.BaselineBytes));
    }

    // The same numbers stand in src/layout.c, where the C compiler checks them for each target.
    [TestMethod]
    public void Structures_have_the_layout_that_C_asserts()
    {
        string source = File.ReadAllText(Path.Combine(Native(), "src", "layout.c"));
        Assert.AreEqual(8, sizeof(nint), "the numbers below are for 64 bits");
        NativeEngine.Config config = default;
        byte* c = (byte*)&config;
        Backtrace trace = default;
        byte* t = (byte*)&trace;
        Frame frame = default;
        (string Name, long Value)[] facts =
        [
            ("sizeof(nf_engine_config)", sizeof(NativeEngine.Config)),
            ("offsetof(nf_engine_config, abi)", (byte*)&config.Abi - c),
            ("offsetof(nf_engine_config, stack_bytes)", (byte*)&config.StackBytes - c),
            ("offsetof(nf_engine_config, native_stack_bytes)", (byte*)&config.NativeStackBytes - c),
            ("offsetof(nf_engine_config, memory_bytes)", (byte*)&config.MemoryBytes - c),
            ("offsetof(nf_engine_config, memory)", (byte*)&config.Memory - c),
            ("offsetof(nf_engine_config, host_context)", (byte*)&config.HostContext - c),
            ("offsetof(nf_engine_config, arena)", (byte*)&config.Arena - c),
            ("offsetof(nf_engine_config, allocate)", (byte*)&config.Allocate - c),
            ("offsetof(nf_engine_config, release)", (byte*)&config.Release - c),
            ("offsetof(nf_engine_config, size_of)", (byte*)&config.SizeOf - c),
            ("offsetof(nf_engine_config, commit)", (byte*)&config.Commit - c),
            ("offsetof(nf_engine_config, table_elements)", (byte*)&config.TableElements - c),
            ("offsetof(nf_engine_config, reserved_bytes)", (byte*)&config.ReservedBytes - c),
            ("offsetof(nf_ahead_module, abi)", Marshal.OffsetOf<AheadModule>("_abi")),
            ("offsetof(nf_ahead_module, flags)", Marshal.OffsetOf<AheadModule>("_flags")),
            ("offsetof(nf_ahead_module, digest)", Marshal.OffsetOf<AheadModule>("_digest")),
            ("offsetof(nf_ahead_module, outline)", Marshal.OffsetOf<AheadModule>("_outline")),
            ("offsetof(nf_ahead_module, outline_bytes)", Marshal.OffsetOf<AheadModule>("_outlineBytes")),
            ("sizeof(nf_ahead_set)", sizeof(AheadSet)),
            ("offsetof(nf_ahead_set, abi)", Marshal.OffsetOf<AheadSet>("_abi")),
            ("offsetof(nf_ahead_set, count)", Marshal.OffsetOf<AheadSet>("_count")),
            ("offsetof(nf_ahead_set, modules)", Marshal.OffsetOf<AheadSet>("_modules")),
            ("sizeof(nf_frame)", sizeof(Frame)),
            ("offsetof(nf_frame, function_index)", (byte*)&frame.FunctionIndex - (byte*)&frame),
            ("offsetof(nf_frame, module_offset)", (byte*)&frame.ModuleOffset - (byte*)&frame),
            ("sizeof(nf_backtrace)", sizeof(Backtrace)),
            ("offsetof(nf_backtrace, frame_count)", (byte*)&trace.Count - t),
            ("offsetof(nf_backtrace, dropped)", (byte*)&trace.Dropped - t),
            ("offsetof(nf_backtrace, frames)", (byte*)&trace.Frames - t),
            ("sizeof(nf_host_call)", sizeof(HostCall)),
            ("offsetof(nf_host_call, arguments)", Offset("_arguments")),
            ("offsetof(nf_host_call, results)", Offset("_results")),
            ("offsetof(nf_host_call, memory)", Offset("_memory")),
            ("offsetof(nf_host_call, memory_bytes)", Offset("_memoryBytes")),
            ("offsetof(nf_host_call, context)", Offset("_context")),
            ("offsetof(nf_host_call, engine)", Offset("_engine")),
            ("offsetof(nf_host_call, free_cells)", Offset("_freeCells")),
            ("offsetof(nf_host_call, tag)", Offset("_tag")),
            ("sizeof(nf_guest_heap)", sizeof(GuestHeap)),
            ("offsetof(nf_guest_heap, allocate)", Marshal.OffsetOf<GuestHeap>(nameof(GuestHeap.Allocate))),
            ("offsetof(nf_guest_heap, stack_pointer)", Marshal.OffsetOf<GuestHeap>(nameof(GuestHeap.StackPointer))),
            ("offsetof(nf_guest_heap, stack_limit)", Marshal.OffsetOf<GuestHeap>(nameof(GuestHeap.StackLimit))),
        ];
        Dictionary<string, long> asserted = LayoutLine().Matches(source)
            .ToDictionary(match => match.Groups[1].Value, match => long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        CollectionAssert.AreEquivalent(facts.ToDictionary(fact => fact.Name, fact => fact.Value), asserted);
    }

    private static long Offset(string field) => Marshal.OffsetOf<HostCall>(field);

    private static string UpperSnake(string name) => "NF_" + WordStart().Replace(name, "_").ToUpperInvariant();

    private static string Native([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "runtime-core", "native"));

    [GeneratedRegex(@"^\s*(NF_\w+) = (\d+),", RegexOptions.Multiline)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"^LAYOUT\((.+), (\d+), \d+\)", RegexOptions.Multiline)]
    private static partial Regex LayoutLine();
}
