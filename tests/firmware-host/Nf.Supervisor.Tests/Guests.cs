namespace Nf.FirmwareHost.Tests;

/// <summary>Guests as text.</summary>
internal static class Guests
{
    /// <summary>Counts its ticks in the word at 0.</summary>
    public const string Counter = """
        (memory 1)
        (func (export "nf_tick") (result i32) (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1))) (i32.const 0))
        """;

    /// <summary>Counts its ticks, and traps in the third.</summary>
    public const string TrapsInThird = """
        (memory 1)
        (func (export "nf_tick") (result i32)
          (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
          (if (i32.eq (i32.load (i32.const 0)) (i32.const 3)) (then unreachable))
          (i32.const 0))
        """;

    /// <summary>Never ends.</summary>
    public const string Spins = """
        (memory 1)
        (func (export "nf_tick") (result i32) (loop (br 0)) (i32.const 0))
        """;

    /// <summary>Drives PE0 high at its start, and traps in its second tick.</summary>
    public const string DrivesAndTraps = """
        (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
        (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
        (memory 1)
        (func (export "nf_init") (result i32) (drop (call $configure (i32.const 32) (i32.const 1))) (call $write (i32.const 32) (i32.const 1)))
        (func (export "nf_tick") (result i32)
          (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
          (if (i32.eq (i32.load (i32.const 0)) (i32.const 2)) (then unreachable))
          (i32.const 0))
        """;

    /// <summary>
    /// Writes down what it is told of: at 0 how often, at 16 and on kind, source and value, 12 bytes each; watches PE3 and sets a timer of 35
    /// ms at its start.
    /// </summary>
    public const string Listens = """
        (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
        (import "nf" "gpio_watch" (func $watch (param i32 i32) (result i32)))
        (import "nf" "timer_set" (func $timer (param i64) (result i32)))
        (import "nf" "message_take" (func $take (param i32 i32) (result i32)))
        (memory 1)
        (func (export "nf_init") (result i32)
          (i32.store (i32.const 4) (call $configure (i32.const 35) (i32.const 0)))
          (i32.store (i32.const 8) (call $watch (i32.const 35) (i32.const 3)))
          (i32.store (i32.const 12) (call $timer (i64.const 35000000)))
          (i32.const 0))
        (func (export "nf_event") (param $kind i32) (param $source i32) (param $value i64) (result i32)
          (local $at i32)
          (local.set $at (i32.add (i32.const 16) (i32.mul (i32.load (i32.const 0)) (i32.const 12))))
          (i32.store (local.get $at) (local.get $kind))
          (i32.store (i32.add (local.get $at) (i32.const 4)) (local.get $source))
          (i32.store (i32.add (local.get $at) (i32.const 8)) (i32.wrap_i64 (local.get $value)))
          (if (i32.eq (local.get $kind) (i32.const 3)) (then (i32.store (i32.const 1020) (call $take (i32.const 1024) (i32.const 128)))))
          (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
          (i32.const 0))
        """;

    /// <summary>Publishes 5 messages each tick on the topic "t": the count of its messages so far. Answers of the calls stand at 100.</summary>
    public const string Publishes = """
        (import "nf" "topic_open" (func $open (param i32 i32) (result i32)))
        (import "nf" "topic_publish" (func $publish (param i32 i32 i32) (result i32)))
        (memory 1)
        (data (i32.const 16) "t")
        (func (export "nf_tick") (result i32)
          (local $i i32)
          (loop $next
            (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
            (i32.store (i32.add (i32.const 100) (i32.mul (local.get $i) (i32.const 4)))
              (call $publish (call $open (i32.const 16) (i32.const 1)) (i32.const 0) (i32.const 4)))
            (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5))))
          (i32.const 0))
        """;

    /// <summary>Takes one message of the topic "t" at each event: at 0 how often it was told, at 4 the last answer, from 100 on what came.</summary>
    public const string Reads = """
        (import "nf" "topic_open" (func $open (param i32 i32) (result i32)))
        (import "nf" "topic_take" (func $take (param i32 i32 i32) (result i32)))
        (memory 1)
        (data (i32.const 16) "t")
        (func (export "nf_event") (param i32 i32 i64) (result i32)
          (i32.store (i32.const 4) (call $take (call $open (i32.const 16) (i32.const 1))
            (i32.add (i32.const 100) (i32.mul (i32.load (i32.const 0)) (i32.const 4))) (i32.const 4)))
          (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
          (i32.const 0))
        """;
}
