using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Cli.Tests;

/// <summary>`nf info`: the settings, and who said so.</summary>
[TestClass]
[DoNotParallelize]
public sealed class InfoTests
{
    private const string Variable = "NF_POOL__IDLE_MAX";

    private readonly string _file = Path.GetTempFileName();

    [TestCleanup]
    public void Clean()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        File.Delete(_file);
    }

    [TestMethod]
    public void Every_setting_tells_where_it_comes_from()
    {
        File.WriteAllText(_file, """{ "pool": { "cap": 8, "idle_max": 1 } }""");
        Environment.SetEnvironmentVariable(Variable, "3");
        JsonObject json = NfRun.Here("info", "--settings", _file, "--json").Json;
        string[] settings = [.. json["settings"]!.AsArray().Select(each => $"{each!["key"]} {each["value"]} {each["origin"]}")];
        Assert.AreEqual("pool:cap 8 file", settings[0]);
        Assert.AreEqual("pool:idle_max 3 environment", settings[1]);
        Assert.AreEqual("pool:memory_pages_max 256 default", settings[2]);
        Assert.AreEqual(_file, (string)json["file"]!);
        StringAssert.Contains(NfRun.Here("info", "--settings", _file).Output, Variable);
    }

    [TestMethod]
    public void A_wrong_file_is_an_error_of_one_line()
    {
        File.WriteAllText(_file, """{ "pool": { "cap": "many" } }""");
        NfRun run = NfRun.Here("info", "--settings", _file);
        Assert.AreEqual(Status.InvalidArgument, run.Status);
        StringAssert.Contains(run.Error, $"pool:cap is 'many' ({_file}), but must be a whole number from 0 to 65536.");
        Assert.AreEqual(Status.FileNotFound, NfRun.Here("info", "--settings", _file + ".none").Status);
    }
}
