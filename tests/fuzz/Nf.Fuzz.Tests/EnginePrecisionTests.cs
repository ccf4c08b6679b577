using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Package;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Fuzz.Tests;

/// <summary>
/// Where an optimising compiler or a fault instead of a check could make a difference: what the optimised code did, up to the last byte of
/// memory and the last unit of fuel, must be what the interpreter did.
/// </summary>
[TestClass]
public sealed unsafe class EnginePrecisionTests
{
    private const string Memory = "(memory (export \"memory\") 1 2)";

    // Name, how the calls of all exported functions end, in their order, and the module. Functions take nothing.
    private static readonly (string Name, Status[] Ends, string Text)[] s_guests =
    [
        ("a loop stores until it leaves the memory", [Status.TrapOutOfBoundsMemory], $"""
            (module {Memory} (func (export "run") (local $at i32)
              (local.set $at (i32.const 65400))
              (loop (i32.store (local.get $at) (local.get $at)) (local.set $at (i32.add (local.get $at) (i32.const 3))) (br 0))))
            """),
        ("a loop that runs out of fuel has stored what it had", [Status.TrapOutOfFuel], $"""
            (module {Memory} (func (export "run") (local $at i32)
              (loop (i32.store (local.get $at) (i32.const -1)) (local.set $at (i32.add (local.get $at) (i32.const 4))) (br 0))))
            """),
        ("a store stands before the load that faults, none behind it", [Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module {Memory} (global $g (mut i32) (i32.const 0))
              (func (export "run") (result i32)
                (i32.store (i32.const 16) (i32.const 1)) (global.set $g (i32.const 1))
                (i32.load (i32.const 65533))
                (i32.store (i32.const 16) (i32.const 2)) (global.set $g (i32.const 2)))
              (func (export "look") (result i32 i32) (i32.load (i32.const 16)) (global.get $g)))
            """),
        ("a store that is overwritten at once stands when the second faults", [Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module {Memory} (func (export "run")
                (i32.store (i32.const 16) (i32.const 1)) (i32.store (i32.const -4) (i32.const 1)) (i32.store (i32.const 16) (i32.const 3)))
              (func (export "look") (result i32) (i32.load (i32.const 16))))
            """),
        ("a global that is overwritten at once stands when a store between faults", [Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module {Memory} (global $g (mut i32) (i32.const 0))
              (func (export "run")
                (global.set $g (i32.const 1)) (i32.store8 (i32.const -1) (i32.const 1)) (global.set $g (i32.const 2)))
              (func (export "look") (result i32) (global.get $g)))
            """),
        ("a loop that only loads has paid for each turn", [Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module {Memory} (global $g (mut i64) (i64.const 0))
              (func (export "run") (local $at i32)
                (loop (drop (i64.load (local.get $at))) (local.set $at (i32.add (local.get $at) (i32.const 1000)))
                  (global.set $g (i64.add (global.get $g) (i64.const 1))) (br 0)))
              (func (export "look") (result i64) (global.get $g)))
            """),
        ("a load whose value nobody wants traps",
            [Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsMemory], $"""
            (module {Memory}
              (func (export "word") (drop (i32.load offset=65533 (i32.const 0))))
              (func (export "float") (drop (f64.load offset=65529 (i32.const 0))))
              (func (export "far") (drop (i64.load8_u offset=4294967295 (i32.const -1)))))
            """),
        ("a store over the end writes nothing", [Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsMemory], $"""
            (module {Memory}
              (func (export "word") (i32.store (i32.const 65534) (i32.const -1)))
              (func (export "long") (i64.store (i32.const 65529) (i64.const -1))))
            """),
        ("bulk operations half outside write nothing",
            [Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsMemory, Status.TrapOutOfBoundsTable], $"""
            (module {Memory} (table 4 funcref) (data $d "0123456789") (elem $e func 0 0 0)
              (func (export "fill") (memory.fill (i32.const 65530) (i32.const 7) (i32.const 7)))
              (func (export "copy") (memory.copy (i32.const 0) (i32.const 65530) (i32.const 7)))
              (func (export "init") (memory.init $d (i32.const 65530) (i32.const 0) (i32.const 7)))
              (func (export "table") (table.init $e (i32.const 2) (i32.const 0) (i32.const 3))))
            """),
        ("memory that has grown is there, and no more", [Status.Ok, Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module {Memory}
              (func (export "grow") (result i32 i32)
                (memory.grow (i32.const 1)) (i32.store (i32.const 131068) (i32.const 5)) (i32.load (i32.const 131068)))
              (func (export "past") (i32.store (i32.const 131069) (i32.const 5)))
              (func (export "more") (result i32) (memory.grow (i32.const 1))))
            """),
        ("an indirect call says what was wrong", [Status.TrapIndirectCallMismatch, Status.TrapNullElement, Status.TrapOutOfBoundsTable], """
            (module (table 2 funcref) (elem (i32.const 0) 0)
              (func (param i32))
              (func (export "type") (call_indirect (result i32) (i32.const 0)) drop)
              (func (export "null") (call_indirect (i32.const 1)))
              (func (export "outside") (call_indirect (i32.const 2))))
            """),
        ("recursion ends at the same depth", [Status.TrapOutOfDepth, Status.Ok], """
            (module (global $depth (mut i32) (i32.const 0))
              (func $run (export "run") (global.set $depth (i32.add (global.get $depth) (i32.const 1))) (call $run))
              (func (export "look") (result i32) (global.get $depth)))
            """),
        ("a trap in the guest's allocator ends the call that made the host ask",
            [Status.TrapUnreachable, Status.TrapOutOfBoundsMemory, Status.Ok], $"""
            (module (import "fuzz" "allocate" (func $allocate (param i32) (result i32))) {Memory} (global $g (mut i32) (i32.const 0))
              (func (export "alloc") (param i32) (result i32)
                (global.set $g (i32.add (global.get $g) (i32.const 1)))
                (if (i32.eqz (local.get 0)) (then (unreachable)))
                (i32.load (local.get 0)))
              (func (export "stop") (drop (call $allocate (i32.const 0))))
              (func (export "fault") (drop (call $allocate (i32.const 65536))))
              (func (export "work") (result i32 i32) (call $allocate (i32.const 32)) (global.get $g)))
            """),
    ];

    private static readonly Dictionary<string, byte[]> s_packages = [];
    private static readonly Dictionary<AheadChecks, AheadLibrary> s_libraries = [];
    private static readonly Lazy<string> s_folder = new(() => Directory.CreateTempSubdirectory("nf-fuzz-tests-").FullName);

    public static IEnumerable<object[]> Cases =>
        from guest in Enumerable.Range(0, s_guests.Length)
        from checks in Enum.GetValues<AheadChecks>()
        select new object[] { s_guests[guest].Name, checks, guest };

    [ClassCleanup]
    public static void DropFolder() => Directory.Delete(s_folder.Value, recursive: true);

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Optimised_code_does_what_the_interpreter_does(string name, AheadChecks checks, int guest)
    {
        (string _, Status[] ends, string text) = s_guests[guest];
        byte[] package = Package(text);
        AheadLibrary library = Compiled(checks);

        (IReadOnlyList<CaseStep> interpreted, IReadOnlyList<CaseStep> compiled) = Run(package, library, EngineRoom.NativeStackBytes);

        Assert.AreEqual(string.Join('\n', interpreted), string.Join('\n', compiled), name);
        CollectionAssert.AreEqual(ends, CallEnds(compiled.TakeWhile(step => step.What != "reset")), name);
    }

    [TestMethod]
    [DataRow(AheadChecks.Guard)]
    [DataRow(AheadChecks.Explicit)]
    public void Large_frames_end_in_a_stack_overflow_and_the_host_goes_on(AheadChecks checks)
    {
        // Room for a few levels, where fuel is enough for ten; a signal's frame takes 4 KiB of it.
        uint nativeStackBytes = checks == AheadChecks.Guard ? 8u * 1024 : 4 * 1024;

        (_, IReadOnlyList<CaseStep> compiled) = Run(Package(LargeFrames()), Compiled(checks), nativeStackBytes);

        // The same again behind a reset.
        CollectionAssert.AreEqual(new[] { Status.TrapStackOverflow, Status.Ok, Status.TrapStackOverflow, Status.Ok }, CallEnds(compiled));
    }

    private static Status[] CallEnds(IEnumerable<CaseStep> steps) =>
        [.. steps.Where(step => step.What.StartsWith("call", StringComparison.Ordinal)).Select(step => step.Status)];

    // Values that are loaded before a call and used behind it: no compiler can make them anew.
    private static string LargeFrames()
    {
        IEnumerable<int> locals = Enumerable.Range(0, 40);
        return $"""
            (module {Memory}
              (func $run (export "run") (result i64) (local {string.Join(' ', locals.Select(_ => "i64"))})
                {string.Join('\n', locals.Select(i => $"(local.set {i} (i64.load (i32.const {8 * i})))"))}
                (local.set 0 (call $run))
                {string.Join('\n', locals.Select(i => $"(i64.store (i32.const {8 * i}) (local.get {i}))"))}
                (local.get 0))
              (func (export "after") (result i32) (i32.const 1)))
            """;
    }

    private static (IReadOnlyList<CaseStep> Interpreted, IReadOnlyList<CaseStep> Compiled) Run(
        byte[] package, AheadLibrary library, uint nativeStackBytes)
    {
        IReadOnlyList<CaseStep> interpreted = [], compiled = [];
        // The room's native stack, and managed code around it.
        Thread thread = new(() =>
        {
            using EngineRoom room = new(nativeStackBytes);
            Status status = library.Modules->Find(SHA256.HashData(package), out AheadModule* ahead);
            Assert.AreEqual(Status.Ok, status);
            fixed (byte* wasm = package)
            {
                interpreted = CaseRun.Of(room, wasm, package.Length, null, Calls(wasm, package.Length));
                compiled = CaseRun.Of(room, wasm, package.Length, ahead, Calls(wasm, package.Length));
            }
        }, 12 << 20);
        thread.Start();
        thread.Join();
        return (interpreted, compiled);
    }

    private static List<PackageCall> Calls(byte* wasm, int bytes)
    {
        Assert.AreEqual(Status.Ok, WasmModule.Open(wasm, bytes, out WasmModule module, out _));
        List<PackageCall> calls = [];
        WasmReader reader = module.Exports();
        for (int i = 0; i < module.ExportCount; i++)
        {
            ExportEntry export = WasmModule.ReadExport(ref reader);
            if (export.Kind == ExternalKind.Function && !export.Name.SequenceEqual("alloc"u8))
                calls.Add(new PackageCall(i, []));
        }
        return calls;
    }

    private static AheadLibrary Compiled(AheadChecks checks)
    {
        if (s_libraries.TryGetValue(checks, out AheadLibrary? library))
            return library;
        IEnumerable<string> texts = s_guests.Select(guest => guest.Text).Append(LargeFrames());
        AheadBatchArtefact artefact = AheadBatch.Compile(new AheadBatchRequest
        {
            Packages = [.. texts.Select(text => (ReadOnlyMemory<byte>)Package(text))],
            Target = HostTarget.Name,
            Checks = checks,
            Optimisation = "-O2",
            Folder = Path.Combine(s_folder.Value, checks.ToString()),
        });
        Assert.IsEmpty(artefact.Refusals);
        return s_libraries[checks] = new AheadLibrary(artefact.Path);
    }

    private static byte[] Package(string text)
    {
        if (s_packages.TryGetValue(text, out byte[]? package))
            return package;
        string wat = Path.Combine(s_folder.Value, "guest.wat"), wasm = Path.Combine(s_folder.Value, "guest.wasm");
        File.WriteAllText(wat, text);
        using Process process = Process.Start("wat2wasm", [wat, "-o", wasm]);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, text);
        return s_packages[text] = Packager.Pack(File.ReadAllBytes(wasm), EngineCaseMaker.Options).Wasm;
    }
}
