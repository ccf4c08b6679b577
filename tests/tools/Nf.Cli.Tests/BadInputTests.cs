using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Cli.Tests;

/// <summary>Whatever is wrong, a person gets one line that says what, where and what to do, and a script gets the number.</summary>
[TestClass]
public sealed class BadInputTests
{
    private static readonly TemporaryFolder s_folder = new();

    [ClassCleanup]
    public static void CleanUp() => s_folder.Dispose();

    [TestMethod]
    [DataRow(new[] { "run" }, Status.Usage, "nf run --help")]
    [DataRow(new[] { "fly" }, Status.Usage, "fly")]
    [DataRow(new[] { "run", "{thermostat}", "--ticks", "many" }, Status.Usage, "'many'")]
    [DataRow(new[] { "run", "{thermostat}", "--ticks", "0" }, Status.Usage, "1 or more")]
    [DataRow(new[] { "run", "/no/such" }, Status.FileNotFound, "/no/such")]
    [DataRow(new[] { "run", "{folder}" }, Status.FileNotFound, "has no")]
    [DataRow(new[] { "run", "{thermostat}", "--scenario", "/no/such.yaml" }, Status.FileNotFound, "/no/such.yaml")]
    [DataRow(new[] { "run", "{thermostat}", "--board", "toaster" }, Status.BoardNotFound, "lm3s6965evb")]
    [DataRow(new[] { "run", "{thermostat}", "--target", "lm3s6965evb" }, Status.BoardNotFound, "linux-arm64")]
    [DataRow(new[] { "run", "{kernels}", "--dump", "/no/such/folder/x", "--invoke", "run", "1" }, Status.FileNotFound, "/no/such/folder/x")]
    [DataRow(new[] { "run", "{thermostat}", "--target", "linux-x64", "--dump", "x" }, Status.Usage, "--dump")]
    [DataRow(new[] { "build", "--board", "toaster", "{thermostat}" }, Status.BoardNotFound, "mps2-an500")]
    [DataRow(new[] { "build", "{thermostat}" }, Status.Usage, "--board")]
    [DataRow(new[] { "flash", "--board", "linux-x64", "{thermostat}" }, Status.NotSupported, "--target linux-x64")]
    [DataRow(new[] { "build", "--board", "lm3s6965evb", "{wasi-hello}" }, Status.ImportUnknown, "offers module nf only")]
    [DataRow(new[] { "run", "{sha256}" }, Status.Usage, "one or more files")]
    [DataRow(new[] { "run", "{sha256}", "/no/such" }, Status.FileNotFound, "/no/such")]
    [DataRow(new[] { "run", "{kernels}" }, Status.ExportNotFound, "run(i32) -> i32")]
    [DataRow(new[] { "run", "{kernels}", "--invoke", "walk", "1" }, Status.ExportNotFound, "run(i32) -> i32")]
    [DataRow(new[] { "run", "{kernels}", "--invoke", "memory" }, Status.ExportMismatch, "run(i32) -> i32")]
    [DataRow(new[] { "run", "{kernels}", "--invoke", "run" }, Status.InvalidArgument, "run takes (i32) -> i32")]
    [DataRow(new[] { "run", "{kernels}", "--invoke", "run", "1.5" }, Status.InvalidArgument, "'1.5', is no i32")]
    [DataRow(new[] { "run", "{kernels}", "--invoke", "run", "4294967296" }, Status.InvalidArgument, "is no i32")]
    public void A_wrong_command_line_is_refused(string[] args, Status status, string part)
    {
        string[] filled = System.Array.ConvertAll(args, Fill);

        NfRun.Here(filled).AssertRefused(status, part);
        NfRun json = NfRun.Here([.. filled, "--json"]);
        Assert.AreEqual(status, json.Status);
        StringAssert.Contains((string)json.Json["error"]!, part);
    }

    [TestMethod]
    [DataRow("""(import "env" "foo" (func))""", Status.ImportUnknown, "env.foo", "module env has no such function")]
    [DataRow("""(import "nf" "fly" (func))""", Status.ImportUnknown, "nf.fly", "module nf has no such function")]
    [DataRow("""(import "vera" "decimal_add" (func (param i32 i32) (result i32)))""", Status.ImportUnknown, "vera.decimal_add", "the type Decimal")]
    [DataRow("""(import "nf" "tick" (func (param f32)))""", Status.ImportMismatch, "expected () -> i64", "found (f32) -> ()")]
    [DataRow("""(import "nf" "memory" (memory 1))""", Status.FeatureNotSupported, "not supported: imported memory", "at offset 11")]
    [DataRow("""(func $f (result i32) i64.const 1)""", Status.InvalidModule, "in function 0", "expected i32, found i64")]
    [DataRow("""(func $f i32.add drop)""", Status.InvalidModule, "at byte 23", "expected i32, found none")]
    [DataRow("""(func $f (local.set 3 (i32.const 1)))""", Status.InvalidModule, "at byte 25", "none of its kind")]
    [DataRow("""(memory 20000)(func (export "nf_tick") (result i32) i32.const 0)""", Status.LimitExceeded, "20000 pages", "larger board")]
    [DataRow("""(func (export "nf_tick"))""", Status.ExportMismatch, "() -> i32", "nf_tick() -> ()")]
    public void A_module_that_nobody_can_run_is_refused(string wat, Status status, string part, string otherPart)
    {
        string path = s_folder.Write("refused.wasm", Wat.Compile(wat));

        NfRun run = NfRun.Here("run", path);
        Assert.AreEqual(status, run.Status, run.Error);
        StringAssert.Contains(run.Error, "refused.wasm");
        StringAssert.Contains(run.Error, part);
        StringAssert.Contains(run.Error, otherPart);
        Assert.IsFalse(run.Error.Contains("   at ", System.StringComparison.Ordinal), "no stack trace");
    }

    [TestMethod]
    public void A_file_that_is_no_module_is_refused()
    {
        NfRun.Here("run", s_folder.Write("text.wasm", "(module)")).AssertRefused(Status.NotWasm, "text.wasm is not a WebAssembly module");
        NfRun.Here("inspect", s_folder.Write("nothing.wasm", "")).AssertRefused(Status.NotWasm, "nothing.wasm");
    }

    [TestMethod]
    public void A_truncated_module_is_refused()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(NfRun.Example("thermostat"), "thermostat.wasm"));

        NfRun.Here("run", s_folder.Write("cut.wasm", whole[..(whole.Length / 2)]))
            .AssertRefused(Status.TruncatedModule, "cut.wasm", "ends before its content does", "at byte");
    }

    [TestMethod]
    public void A_fault_of_nf_itself_is_one_line_and_a_log()
    {
        using StringWriter output = new(), error = new();
        Terminal terminal = new(output, error, false);
        int exitCode = terminal.Finish(() => throw new System.InvalidOperationException("first line\nsecond line"));

        NfRun run = new((Status)exitCode, output.ToString(), error.ToString());
        run.AssertRefused(Status.InternalError, "first line", "build/log/crash-");
        int logStart = run.Error.IndexOf("build/log", System.StringComparison.Ordinal);
        string log = Nf.Build.Repository.PathOf(run.Error[logStart..].TrimEnd()[..^1]);
        StringAssert.Contains(File.ReadAllText(log), "second line");
        File.Delete(log);
    }

    private static string Fill(string argument)
    {
        if (!argument.StartsWith('{'))
            return argument;
        string name = argument.Trim('{', '}');
        return name == "folder" ? s_folder.Path : NfRun.Example(name);
    }
}
