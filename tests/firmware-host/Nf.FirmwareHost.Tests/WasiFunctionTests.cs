using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>WASI preview 1 as a program sees it; each program traps unless it finds what it expects.</summary>
[TestClass]
public sealed class WasiFunctionTests
{
    private static GuestRun Start(string imports, string body, params string[] arguments) => GuestRun.Of($$"""
        (module {{imports}}
          (memory (export "memory") 1)
          (func $expect (param i32 i32) (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
          (func (export "_start") {{body}}))
        """, 1, arguments);

    [TestMethod]
    public void Arguments_come_with_their_ends()
    {
        GuestRun run = Start("""
            (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "args_get" (func $get (param i32 i32) (result i32)))
            """, """
            (call $expect (call $sizes (i32.const 0) (i32.const 4)) (i32.const 0))
            (call $expect (i32.load (i32.const 0)) (i32.const 2))
            (call $expect (i32.load (i32.const 4)) (i32.const 8))
            (call $expect (call $get (i32.const 16) (i32.const 100)) (i32.const 0))
            (call $expect (i32.load (i32.const 16)) (i32.const 100))
            (call $expect (i32.load (i32.const 20)) (i32.const 103))
            (call $expect (i32.load (i32.const 100)) (i32.const 0x61006669))
            (call $expect (i32.load (i32.const 104)) (i32.const 0x0064bcc3))
            """, "if", "aüd");
        Assert.AreEqual(Status.Ok, run.Report.Status);
    }

    [TestMethod]
    [DataRow(0, Status.Ok)]
    [DataRow(3, Status.GuestExited)]
    public void Exit_ends_the_program_with_its_code(int code, Status expected)
    {
        GuestRun run = Start(
            "(import \"wasi_snapshot_preview1\" \"proc_exit\" (func $exit (param i32)))",
            $"(call $exit (i32.const {code})) unreachable");
        Assert.AreEqual(expected, run.Report.Status);
        Assert.AreEqual(code, run.Report.ExitCode);
    }

    [TestMethod]
    [DataRow("fd_write", 3, 8)]
    [DataRow("fd_write", 0, 8)]
    [DataRow("fd_write", -1, 8)]
    [DataRow("fd_read", 1, 8)]
    [DataRow("fd_read", 0, 0)]
    public void Files_that_are_not_there_are_bad_descriptors(string function, int descriptor, int errno)
    {
        GuestRun run = Start(
            $"(import \"wasi_snapshot_preview1\" \"{function}\" (func $f (param i32 i32 i32 i32) (result i32)))",
            $"(call $expect (call $f (i32.const {descriptor}) (i32.const 0) (i32.const 0) (i32.const 64)) (i32.const {errno}))");
        Assert.AreEqual(Status.Ok, run.Report.Status);
    }

    [TestMethod]
    [DataRow(65533, 0, 1, 0)]
    [DataRow(0, -1, 1, 0)]
    [DataRow(0, 0, 0, 65533)]
    public void Pointers_outside_the_memory_end_the_program(int vectors, int start, int count, int written)
    {
        GuestRun run = Start(
            "(import \"wasi_snapshot_preview1\" \"fd_write\" (func $write (param i32 i32 i32 i32) (result i32)))",
            $"""
            (i32.store (i32.const 0) (i32.const {start})) (i32.store (i32.const 4) (i32.const 2))
            (drop (call $write (i32.const 1) (i32.const {vectors}) (i32.const {count}) (i32.const {written})))
            """);
        Assert.AreEqual(Status.TrapBadPointer, run.Report.Status);
    }

    [TestMethod]
    public void The_clock_is_the_boards_and_random_numbers_repeat()
    {
        const string Imports = """
            (import "wasi_snapshot_preview1" "clock_time_get" (func $time (param i32 i64 i32) (result i32)))
            (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
            (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
            """;
        const string Body = """
            (i64.store (i32.const 8) (i64.const -1))
            (call $expect (call $time (i32.const 1) (i64.const 0) (i32.const 8)) (i32.const 0))
            (if (i64.ne (i64.load (i32.const 8)) (i64.const 0)) (then unreachable))
            (call $expect (call $random (i32.const 16) (i32.const 4)) (i32.const 0))
            (call $exit (i32.load (i32.const 16)))
            """;
        int first = Start(Imports, Body).Report.ExitCode;
        Assert.AreNotEqual(0, first);
        Assert.AreEqual(first, Start(Imports, Body).Report.ExitCode);
    }

    [TestMethod]
    public void An_unknown_function_is_refused()
    {
        GuestRun run = Start("(import \"wasi_snapshot_preview1\" \"path_open\" (func (param i32)))", "");
        Assert.AreEqual(Status.ImportUnknown, run.Report.Status);
    }
}
