using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Cli.Tests;

namespace Nf.Wast.Tests;

/// <summary>`nf wast` from the command line.</summary>
[TestClass]
public sealed class CommandLineTests
{
    private const string Good = """
        (module (func (export "f") (result i32) (i32.const 1)))
        (assert_return (invoke "f") (i32.const 1))
        (assert_malformed (module quote "(") "unexpected token")
        (module (memory (import "spectest" "memory") 1))
        """;

    private const string Bad = """
        (module (func (export "f") (result i32) (i32.const 1)))
        (assert_return (invoke "f") (i32.const 2))
        """;

    [TestMethod]
    public void Counts_stand_in_the_json_object()
    {
        using TemporaryFolder folder = new();
        NfRun run = NfRun.Here("wast", "--json", folder.Write("good.wast", Good), folder.Write("bad.wast", Bad));
        JsonObject json = run.Json;
        Assert.AreEqual(Status.TestFailed, run.Status);
        Assert.AreEqual(3, (int)json["passed"]!);
        Assert.AreEqual(1, (int)json["failed"]!);
        Assert.AreEqual("""{"imported memory":1,"text format":1}""", json["unsupported"]!.ToJsonString());
        JsonArray files = json["files"]!.AsArray();
        Assert.AreEqual("good.wast", (string?)files[0]!["name"]);
        Assert.AreEqual((2, 0), ((int)files[0]!["passed"]!, (int)files[0]!["failed"]!));
        Assert.AreEqual((1, 1), ((int)files[1]!["passed"]!, (int)files[1]!["failed"]!));
        Assert.AreEqual(2, (int)json["kinds"]!.AsArray().Single(kind => (string?)kind!["name"] == "module")!["passed"]!);
        Assert.AreEqual(
            """bad.wast:2: assert_return "f"(): expected i32 2 (0x2), found i32 1 (0x1)""", (string?)files[1]!["failures"]![0]);
    }

    [TestMethod]
    public void A_person_sees_a_line_a_file_and_each_failure()
    {
        using TemporaryFolder folder = new();
        NfRun run = NfRun.Here("wast", folder.Write("good.wast", Good), folder.Write("bad.wast", Bad));
        Assert.AreEqual(Status.TestFailed, run.Status);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.AreEqual("good.wast: 2 passed, 0 failed, 2 unsupported (1 imported memory, 1 text format)", lines[0]);
        Assert.AreEqual("bad.wast: 1 passed, 1 failed, 0 unsupported", lines[1]);
        Assert.AreEqual("""FAILED bad.wast:2: assert_return "f"(): expected i32 2 (0x2), found i32 1 (0x1)""", lines[2]);
        Assert.AreEqual("3 passed, 1 failed, 2 unsupported (1 imported memory, 1 text format)", lines[^1]);
    }

    [TestMethod]
    public void Success_is_0_and_each_unsupported_command_can_be_listed()
    {
        using TemporaryFolder folder = new();
        NfRun run = NfRun.Here("wast", "--list", folder.Write("good.wast", Good));
        Assert.AreEqual(Status.Ok, run.Status);
        StringAssert.Contains(run.Output, "unsupported good.wast:3: assert_malformed: text format\n");
        StringAssert.Contains(run.Output, "unsupported good.wast:4: module: imported memory\n");
    }

    [TestMethod]
    public void The_json_of_wast2json_is_taken_too()
    {
        using TemporaryFolder folder = new();
        string json = Path.Combine(folder.Path, "good.json");
        Wast2Json.Run(folder.Write("good.wast", Good), json);
        Assert.AreEqual(2, (int)NfRun.Here("wast", "--json", json).Json["passed"]!);
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("""{"commands":[{"type":1,"line":1}]}""")]
    [DataRow("""{"commands":[{"type":"module","line":1,"filename":"../x.wasm"}]}""")]
    [DataRow("""{"commands":[{"type":"assert_return","line":1,"action":{"type":"invoke"}}]}""")]
    public void Broken_json_is_a_failure_with_the_file_s_name(string text)
    {
        using TemporaryFolder folder = new();
        NfRun run = NfRun.Here("wast", folder.Write("broken.json", text));
        Assert.AreEqual(Status.TestFailed, run.Status);
        StringAssert.Contains(run.Output, "FAILED broken.json: ");
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_told() =>
        NfRun.Here("wast", "missing.wast").AssertRefused(Status.FileNotFound, "missing.wast");

    [TestMethod]
    public void A_target_that_does_not_exist_is_told()
    {
        using TemporaryFolder folder = new();
        NfRun run = NfRun.Here("wast", "--target", "toaster", folder.Write("good.wast", Good));
        run.AssertRefused(Status.BoardNotFound, "toaster", "linux-arm64");
    }
}
