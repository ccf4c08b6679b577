using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using Nf.Examples.Tests;
using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>
/// Packages as they run in node: same results, exact fuel, exact depth, and lowered instructions do what the originals did.
/// </summary>
[TestClass]
public sealed class RunTests
{
    private const string Bulk = """
        (memory (export "memory") 1) (data "0123456789") (data (i32.const 50) "act")
        (func (export "init") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.init 0)
        (func (export "active") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.init 1)
        (func (export "drop") data.drop 0)
        """;

    private const string Tables = """
        (type $r (func (result i32))) (table (export "table") 4 funcref)
        (elem (i32.const 0) $one) (elem funcref (ref.func $two) (ref.null func) (ref.func $one))
        (func $one (result i32) i32.const 1) (func $two (result i32) i32.const 2)
        (func (export "init") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 table.init 1)
        (func (export "copy") (param i32 i32 i32) local.get 0 local.get 1 local.get 2 table.copy)
        (func (export "drop") elem.drop 1)
        (func (export "call") (param i32) (result i32) local.get 0 call_indirect (type $r))
        """;

    [TestMethod]
    public void Memory_init_copies_and_traps_as_the_instruction_does() => AssertRuns(
        Bulk,
        (["init", "10", "2", "5"], ""),
        ([":memory", "9", "7"], "00323334353600"),
        (["init", "0", "10", "0"], ""),
        (["init", "0", "11", "0"], "trap"),
        (["init", "0", "6", "5"], "trap"),
        (["init", "65532", "0", "4"], ""),
        (["init", "65533", "0", "4"], "trap"),
        (["init", "-1", "0", "2"], "trap"),
        (["active", "0", "0", "0"], ""),
        (["active", "0", "0", "1"], "trap"),
        (["drop"], ""),
        (["drop"], ""),
        (["init", "0", "0", "0"], ""),
        (["init", "0", "0", "1"], "trap"));

    [TestMethod]
    public void Table_instructions_set_copy_and_trap_as_the_instructions_do() => AssertRuns(
        Tables,
        (["call", "0"], "1"),
        (["call", "1"], "trap"),
        (["init", "1", "0", "3"], ""),
        (["call", "1"], "2"),
        (["call", "2"], "trap"),
        (["call", "3"], "1"),
        (["init", "2", "0", "3"], "trap"),
        (["init", "0", "3", "1"], "trap"),
        (["copy", "0", "1", "3"], ""),
        (["call", "0"], "2"),
        (["call", "1"], "trap"),
        (["call", "2"], "1"),
        (["copy", "2", "3", "2"], "trap"),
        (["drop"], ""),
        (["init", "0", "0", "1"], "trap"),
        (["init", "4", "0", "0"], ""));

    [TestMethod]
    public void A_tail_call_gives_its_level_back() => AssertRuns(
        """
        (func $even (export "even") (param i32) (result i32)
          local.get 0 i32.eqz if i32.const 1 return end
          local.get 0 i32.const 1 i32.sub return_call $odd)
        (func $odd (param i32) (result i32)
          local.get 0 i32.eqz if i32.const 0 return end
          local.get 0 i32.const 1 i32.sub return_call $even)
        """,
        (["even", "10"], "1"),
        (["even", "7"], "0"));

    [TestMethod]
    // Entering and three instructions; each turn: entering and nine instructions.
    [DataRow("sum", 1, 4 + 10)]
    [DataRow("sum", 100, 4 + 10 * 100)]
    // Entering and two instructions; outer turns of 1 + 11, inner turns of 1 + 5.
    [DataRow("nested", 4, 3 + 4 * 12 + 4 * 4 * 6)]
    public void Fuel_is_exact(string function, int argument, int expected)
    {
        byte[] package = Pack("""
            (func (export "sum") (param i32) (result i32) (local i32)
              i32.const 0 local.set 1
              loop
                local.get 1 local.get 0 i32.add local.set 1
                local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0
              end
              nop local.get 1 nop)
            (func (export "nested") (param i32) (local i32 i32)
              local.get 0 local.set 1
              loop $outer
                local.get 0 local.set 2
                loop $inner
                  local.get 2 i32.const 1 i32.sub local.tee 2 br_if $inner
                end
                nop local.get 1 i32.const 1 i32.sub local.tee 1 drop local.get 1 i32.const 0 i32.ne br_if $outer
              end)
            """).Wasm;
        string[][] actions =
        [
            Arm(expected, 9), [function, $"{argument}"], Arm(expected - 1, 9), [function, $"{argument}"],
        ];

        List<Outcome> outcomes = ArmedPackage.Run(package, actions);

        Assert.AreEqual(0, outcomes[1].Fuel, "all of it is used");
        Assert.AreNotEqual("trap", outcomes[1].Result);
        Assert.AreEqual("trap", outcomes[3].Result, "one unit less is too little");
        Assert.IsTrue(outcomes[3].Fuel < 0, "the trap shows in the fuel");
    }

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(15, 0)]
    [DataRow(16, 1)]
    [DataRow(33, 2)]
    [DataRow(65536, 4096)]
    public void Bulk_work_is_charged_by_sixteen_bytes(int bytes, int units)
    {
        byte[] package = Pack("""
            (memory (export "memory") 1)
            (func (export "fill") (param i32) i32.const 0 i32.const 7 local.get 0 memory.fill)
            """).Wasm;

        Outcome outcome = ArmedPackage.Run(package, Arm(10_000, 9), ["fill", $"{bytes}"])[1];

        // Entering, three operands, and the instruction.
        Assert.AreEqual(10_000 - (1 + 3 + 8 + units), outcome.Fuel);
    }

    [TestMethod]
    public void A_length_beyond_the_memory_is_charged_before_it_traps()
    {
        byte[] package = Pack("(memory 1) (func (export \"fill\") i32.const 0 i32.const 7 i32.const -1 memory.fill)").Wasm;

        List<Outcome> outcomes = ArmedPackage.Run(package, Arm(1L << 40, 9), ["fill"], Arm(1000, 9), ["fill"]);

        Assert.AreEqual("trap", outcomes[1].Result);
        Assert.AreEqual((1L << 40) - 12 - (uint.MaxValue >> 4), outcomes[1].Fuel);
        Assert.IsTrue(outcomes[3].Fuel < 0);
    }

    [TestMethod]
    public void Depth_is_exact_and_every_way_out_gives_it_back()
    {
        byte[] package = Pack("""
            (type $r (func (param i32) (result i32))) (table funcref (elem $down))
            (func $leaf)
            (func $down (export "down") (type $r)
              call $leaf
              local.get 0 i32.eqz if i32.const 77 return end
              local.get 0 i32.const 1 i32.sub local.tee 0
              local.get 0 i32.const 3 i32.rem_u
              block (param i32 i32) (result i32)
                i32.eqz if (param i32) (result i32) call $down br 2 else i32.const 0 call_indirect (type $r) end
              end)
            """).Wasm;

        List<Outcome> outcomes = ArmedPackage.Run(
            package, Arm(1_000_000, 10), ["down", "9"], ["down", "10"], Arm(1_000_000, 10), ["down", "0"]);

        Assert.AreEqual(new Outcome("77", outcomes[1].Fuel, 10), outcomes[1]);
        Assert.AreEqual("trap", outcomes[2].Result);
        Assert.AreEqual(-1, outcomes[2].Depth);
        Assert.AreEqual(10, outcomes[4].Depth);
    }

    [TestMethod]
    public void Loops_and_calls_without_end_stop()
    {
        byte[] package = Pack("""
            (func (export "loop") loop br 0 end)
            (func $call (export "call") call $call)
            (func (export "both") loop call $call br 0 end)
            """).Wasm;

        List<Outcome> outcomes = ArmedPackage.Run(
            package, Arm(1_000_000, 100), ["loop"], Arm(1_000_000, 100), ["call"], Arm(1_000_000, 100), ["both"]);

        Assert.IsTrue(outcomes[1] is { Result: "trap", Fuel: < 0, Depth: 100 });
        Assert.IsTrue(outcomes[3] is { Result: "trap", Fuel: > 0, Depth: -1 });
        Assert.IsTrue(outcomes[5] is { Result: "trap", Fuel: > 0, Depth: -1 });
    }

    [TestMethod]
    public void Nothing_runs_before_it_is_armed()
    {
        byte[] package = Pack("(global $g (export \"g\") (mut i32) (i32.const 0)) (func $s i32.const 1 global.set $g) (start $s)").Wasm;
        using TemporaryFile file = new(WasmBytes.Without(package, "nf.manifest"));

        ToolResult result = Tool.Run("node", ["-e", $"new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync('{file.Path}')))"]);

        StringAssert.Contains(result.Error, "unreachable");
    }

    [TestMethod]
    public void Examples_give_the_same_results_when_they_are_packed()
    {
        AssertSame("invoke", "kernels", "run", "10");
        using TemporaryFile input = new([1, 2, 3]);
        AssertSame("wasi", "wasi-hello", "0", "more");
        AssertSame("scenario", "thermostat", Scenario);
        AssertSame("scenario", "thermostat-as", Scenario);
    }

    [TestMethod]
    public void A_stream_gives_the_same_digest_when_its_guest_is_packed()
    {
        using TemporaryFile package = Armed("sha256");
        byte[] input = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i * 7))];

        string plain = Tool.Output("node", Tool.PlayArguments("stream", ExampleFolder.Wasm("sha256"), "1000"), input);
        string packed = Tool.Output("node", Tool.PlayArguments("stream", package.Path, "1000"), input);

        Assert.AreEqual(plain, packed);
    }

    private static string Scenario { get; } = JsonSerializer.Serialize(new
    {
        period_ms = 100,
        ticks = 40,
        devices = new[] { new { type = "tmp105", address = 0x48 } },
        events = Enumerable.Range(1, 40).Select(tick => new { tick, temperature_mC = new { device = 0x48, value = 15_000 + tick * 300 } }),
    });

    private static void AssertSame(string mode, string example, params string[] arguments)
    {
        using TemporaryFile package = Armed(example);
        using TemporaryFile? scenario = mode == "scenario" ? new TemporaryFile(System.Text.Encoding.UTF8.GetBytes(arguments[0])) : null;
        string[] given = scenario == null ? arguments : [scenario.Path];

        // The first argument of a WASI program is its name.
        string Play(string wasm)
        {
            ToolResult result = Tool.Run("node", Tool.PlayArguments(mode, wasm, given));
            return $"{result.ExitCode}\n{result.Output}".Replace(wasm, "guest", System.StringComparison.Ordinal);
        }

        string plain = Play(ExampleFolder.Wasm(example));
        Assert.IsTrue(plain.Length > 3, "the example says something");
        Assert.AreEqual(plain, Play(package.Path), example);
    }

    private static TemporaryFile Armed(string example) => new(ArmedPackage.Of(Pack(File.ReadAllBytes(ExampleFolder.Wasm(example))).Wasm));

    private static string[] Arm(long fuel, int depth) => [":arm", fuel.ToString(CultureInfo.InvariantCulture), $"{depth}"];

    private static void AssertRuns(string text, params (string[] Action, string Expected)[] steps)
    {
        List<Outcome> outcomes = ArmedPackage.Run(Pack(text).Wasm, [.. steps.Select(step => step.Action)]);

        for (int i = 0; i < steps.Length; i++)
            Assert.AreEqual(steps[i].Expected, outcomes[i].Result, $"{i}: {string.Join(' ', steps[i].Action)}");
    }
}
