using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Nf.Examples.Tests;

/// <summary>The committed modules are plain WebAssembly 1.0 and ask for nothing that nf does not offer.</summary>
[TestClass]
public sealed partial class ModuleTests
{
    /// <summary>Everything that wabt takes beyond WebAssembly 1.0 and has on by default.</summary>
    private static readonly string[] BeyondMvp =
    [
        "--disable-mutable-globals", "--disable-saturating-float-to-int", "--disable-sign-extension", "--disable-simd",
        "--disable-multi-value", "--disable-bulk-memory", "--disable-reference-types",
    ];

    private static readonly string[] WasiOffered =
    [
        "args_get", "args_sizes_get", "environ_get", "environ_sizes_get", "clock_time_get", "clock_res_get", "random_get", "fd_write",
        "fd_read", "fd_close", "fd_seek", "fd_fdstat_get", "fd_prestat_get", "proc_exit", "sched_yield",
    ];

    private static IEnumerable<object[]> Names => ExampleFolder.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void UsesNoFeatureBeyondMvp(string name) => Tool.Output("wasm-validate", [.. BeyondMvp, ExampleFolder.Wasm(name)]);

    [TestMethod]
    [DataRow("thermostat", "nf.gpio_configure nf.gpio_write nf.i2c_write nf.i2c_write_read nf.log nf.tick")]
    [DataRow(
        "thermostat-as",
        "nf.gpio_configure nf.gpio_write nf.i2c_write nf.i2c_write_read nf.log nf.sleep_until_next_tick nf.tick")]
    [DataRow("sampler", "nf.log nf.tick")]
    [DataRow("sensor-batch", "nf.i2c_write_read nf.log nf.submit nf.tick")]
    [DataRow("publisher", "nf.clock_now_ns nf.topic_open nf.topic_publish")]
    [DataRow(
        "neighbour",
        "nf.clock_now_ns nf.gpio_configure nf.gpio_write nf.log nf.topic_open nf.topic_publish nf.topic_take")]
    [DataRow("button", "nf.gpio_configure nf.gpio_read nf.gpio_watch nf.gpio_write nf.timer_set nf.topic_open nf.topic_publish")]
    [DataRow("panel", "nf.display_draw nf.display_size nf.gpio_configure nf.gpio_read nf.gpio_watch nf.timer_set")]
    [DataRow("thermostat-broken", "nf.gpio_configure")]
    [DataRow("sha256", "")]
    [DataRow("kernels", "")]
    public void ImportsWhatItNeeds(string name, string expected) =>
        Assert.AreEqual(expected, string.Join(' ', Imports(name)));

    [TestMethod]
    public void WasiHelloImportsOnlyWhatIsOffered()
    {
        string[] imports = [.. Imports("wasi-hello")];

        Assert.IsNotEmpty(imports);
        CollectionAssert.IsSubsetOf(imports, WasiOffered.Select(name => "wasi_snapshot_preview1." + name).ToArray());
    }

    [TestMethod]
    [DataRow("thermostat", "memory nf_init nf_tick")]
    [DataRow("thermostat-as", "_start memory")]
    [DataRow("sampler", "memory nf_samples nf_tick")]
    [DataRow("sensor-batch", "batched memory nf_tick one_by_one")]
    [DataRow("publisher", "memory nf_init nf_tick")]
    [DataRow("neighbour", "memory nf_tick")]
    [DataRow("button", "memory nf_event nf_init")]
    [DataRow("panel", "memory nf_event nf_init")]
    [DataRow("thermostat-broken", "memory nf_init nf_tick")]
    [DataRow("sha256", "memory nf_finish nf_input nf_input_capacity nf_output_length nf_write")]
    [DataRow("kernels", "memory run")]
    [DataRow("wasi-hello", "_start memory")]
    public void ExportsNothingElse(string name, string expected) =>
        Assert.AreEqual(expected, string.Join(' ', Sorted(Export().Matches(Dump(name)))));

    [TestMethod]
    [DataRow("thermostat")]
    [DataRow("thermostat-as")]
    [DataRow("sampler")]
    [DataRow("sensor-batch")]
    [DataRow("publisher")]
    [DataRow("neighbour")]
    [DataRow("button")]
    [DataRow("panel")]
    [DataRow("thermostat-broken")]
    [DataRow("sha256")]
    [DataRow("kernels")]
    public void HasOnePageThatCannotGrow(string name) => Assert.Contains(" - memory[0] pages: initial=1 max=1\n", Dump(name));

    private static IEnumerable<string> Imports(string name) => Sorted(Import().Matches(Dump(name)));

    private static IEnumerable<string> Sorted(IEnumerable<Match> matches) =>
        matches.Select(match => match.Groups["name"].Value).Order(System.StringComparer.Ordinal);

    private static string Dump(string name) => Tool.Output("wasm-objdump", ["-x", ExampleFolder.Wasm(name)]);

    [GeneratedRegex(@"<- (?<name>[\w.]+)$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"-> ""(?<name>\w+)""$", RegexOptions.Multiline)]
    private static partial Regex Export();
}
