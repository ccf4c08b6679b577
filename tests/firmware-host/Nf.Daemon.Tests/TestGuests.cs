using System.IO;
using Nf.Cli.Tests;
using Nf.Runtime.Tests;
using Nf.Target.Tests;

namespace Nf.Daemon.Tests;

/// <summary>Guests that do one thing.</summary>
internal static class TestGuests
{
    private const string Quiet = "capability: []\n";

    /// <summary>Spins from its start on, for as long as a call may take.</summary>
    public static string Spins(TemporaryFolder folder) => Write(folder, "spins", """
        (memory (export "memory") 1 1)
        (func (export "nf_init") (result i32) (loop $again (br $again)) (i32.const 0))
        (func (export "nf_tick") (result i32) (i32.const 0))
        """, "fuel: 1000000000\nperiod: 100s\ndeadline: 100s\nrestarts-max: 255\n");

    /// <summary>Fails in its first tick, and is given up at once.</summary>
    public static string Fails(TemporaryFolder folder) => Write(folder, "fails", """
        (memory (export "memory") 1 1)
        (func (export "nf_tick") (result i32) unreachable)
        """, "fuel: 1000\nperiod: 2s\nrestarts-max: 0\n");

    /// <summary>Logs a thousand lines a tick.</summary>
    public static string Chatters(TemporaryFolder folder) => Write(folder, "chatters", """
        (import "nf" "log" (func $log (param i32 i32 i32) (result i32)))
        (memory (export "memory") 1 1)
        (data (i32.const 16) "line\nforged\1b[2J")
        (func (export "nf_tick") (result i32)
          (local $i i32)
          (loop $next
            (drop (call $log (i32.const 1) (i32.const 16) (i32.const 15)))
            (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 1000))))
          (i32.const 0))
        """, "fuel: 100000\nperiod: 200ms\n");

    /// <summary>Puts a guest into a place without letting it run.</summary>
    public static void Load(DaemonProcess daemon, string guest, int place, params string[] options) =>
        NfRun.Here(["load", guest, "--place", $"{place}", "--target", daemon.Address, .. options]).AssertDone();

    private static string Write(TemporaryFolder folder, string name, string text, string rules)
    {
        string own = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "nf.yaml"), Quiet + rules);
        string path = Path.Combine(own, name + ".wasm");
        File.WriteAllBytes(path, Wat.Compile(text));
        return path;
    }
}
