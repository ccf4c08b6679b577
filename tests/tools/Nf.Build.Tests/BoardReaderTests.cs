using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;

namespace Nf.Build.Tests;

/// <summary>board.yaml is read strictly: every mistake is told with file and line.</summary>
[TestClass]
public sealed class BoardReaderTests
{
    private string _folder = "";

    [TestInitialize]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("nf board ").FullName;

    [TestCleanup]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    public static IEnumerable<object[]> Boards()
    {
        foreach (string name in BoardReader.Names())
            yield return [name];
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void Every_board_of_the_tree_reads(string name)
    {
        BoardDescription board = BoardReader.Read(name);

        Assert.AreEqual(name, board.Name);
        Assert.AreEqual(6, board.Budgets.Count);
        Assert.AreEqual(board.IsCortexM, board.Flash is not null && board.Ram is not null && board.FlashTool is not null);
    }

    [TestMethod]
    public void The_six_targets_are_there()
        => CollectionAssert.IsSubsetOf(
            new[] { "linux-arm", "linux-arm64", "linux-x64", "lm3s6965evb", "mps2-an500", "netduinoplus2" }, new List<string>(BoardReader.Names()));

    [TestMethod]
    public void An_unknown_board_is_answered_with_the_known_ones()
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => BoardReader.Read("../boards"));

        Assert.AreEqual(Status.BoardNotFound, error.Status);
        StringAssert.Contains(error.Message, "lm3s6965evb");
    }

    [TestMethod]
    [DataRow("clock_hz: 12500000", "clock_khz: 12500", "missing key 'clock_hz'", 0)]
    [DataRow("clock_hz: 12500000", "clock_hz: 12500000\nspeed: 3", "unknown key 'speed'", 2)]
    [DataRow("clock_hz: 12500000", "clock_hz: fast", "'clock_hz' is 'fast', but must be a number", 1)]
    [DataRow("clock_hz: 12500000", "clock_hz: -1", "'clock_hz' is '-1', but must be a number", 1)]
    [DataRow("clock_hz: 12500000", "clock_hz: 0", "'clock_hz' is 0, but must be 1 to 2147483647", 1)]
    [DataRow("clock_hz: 12500000", "clock_hz: 99999999999", "must be 1 to 2147483647", 1)]
    [DataRow("clock_hz: 12500000", "clock_hz: [1]", "'clock_hz' must be a text", 1)]
    [DataRow("fpu: none", "fpu: big", "'fpu' is 'big', but must be one of: none", 1)]
    [DataRow("fpu: none", "fpu: fpv5-d16", "'arch' must be armel exactly when 'fpu' is none", 0)]
    [DataRow("ports: [CortexM, Stellaris]", "ports: [CortexM, Moon]", "no port 'Moon'", 1)]
    [DataRow("ports: [CortexM, Stellaris]", "ports: CortexM", "'ports' must be a list", 1)]
    [DataRow("stack_bytes: 8192", "stack_bytes: 65536", "need more than the 65536 bytes of RAM", 0)]
    [DataRow("stack_bytes: 8192", "stack_bytes: 2048", "'native_stack_bytes' is 4096, but the stack has 2048 bytes", 0)]
    [DataRow("  flash_bytes_max: 163840", "  flash_bytes_max: 300000", "but the flash has 262144 bytes", 0)]
    [DataRow("  ram_guest_bytes_min: 24576", "  ram_guest_bytes_min: 60000", "linear memory and engine arena have 32768 bytes", 0)]
    [DataRow("  functions_max: 128", "  functions_max: 128\n  functions_max: 128", "Duplicate key", 0)]
    [DataRow("  functions_max: 128", "  functions_max: 128\n  funs: 1", "unknown key 'funs' in 'limits'", 2)]
    [DataRow("name: lm3s6965evb", "name: other", "'name' is 'other', but the folder is 'lm3s6965evb'", 1)]
    [DataRow("  medium: sd", "  medium: tape", "'medium' is 'tape', but must be one of: none, sd", 1)]
    [DataRow("  medium: sd", "  medium: file", "'medium' is 'file', but nothing says where the store is on it", 1)]
    [DataRow("  nor:  ", "  mapped:  ", "'mapped' is for boards with the port Cmsdk", 0)]
    [DataRow("    emulated_bytes: 65536", "    emulated_bytes: few", "'emulated_bytes' is 'few', but must be a number", 1)]
    [DataRow("device[9] unnamed-gpio-out[0] /", "device[9] unnamed-gpio-out[0]", "must be a path, a property and a path", 0)]
    [DataRow("kind: cortex-m", "kind: [", "", 0)]
    public void A_mistake_is_told_with_its_line(string line, string changed, string message, int lineOfChange)
    {
        string text = File.ReadAllText(Repository.PathOf("boards", "lm3s6965evb", "board.yaml"));
        Assert.IsTrue(text.Contains(line, StringComparison.Ordinal), "the board no longer has that line");
        int start = text.Split(line, 2)[0].Split('\n').Length;
        string path = Write("lm3s6965evb", text.Replace(line, changed, StringComparison.Ordinal));

        NfException error = Assert.ThrowsExactly<NfException>(() => BoardReader.ReadFile(path));

        Assert.AreEqual(Status.BoardInvalid, error.Status);
        StringAssert.Contains(error.Message, message);
        StringAssert.Matches(error.Message, new System.Text.RegularExpressions.Regex(@"board\.yaml:\d+: "));
        if (lineOfChange != 0)
            StringAssert.Contains(error.Message, $"board.yaml:{start + lineOfChange - 1}: ");
        Assert.IsFalse(error.Message.Contains('\n', StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("- a\n- b\n")]
    [DataRow("\tname: x")]
    public void What_is_no_mapping_is_refused(string text)
    {
        NfException error = Assert.ThrowsExactly<NfException>(() => BoardReader.ReadFile(Write("any", text)));

        Assert.AreEqual(Status.BoardInvalid, error.Status);
    }

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void The_table_of_the_README_is_current(string name)
    {
        BoardDescription board = BoardReader.Read(name);

        Assert.AreEqual(BoardReadme.Updated(board), File.ReadAllText(BoardReadme.PathOf(board)), $"boards/{name}/README.md");
    }

    [TestMethod]
    public void The_store_can_be_on_another_medium()
    {
        BoardDescription board = BoardReader.Read("lm3s6965evb");

        Assert.AreEqual("sd", board.StoreMedium);
        Assert.AreSame(board, board.WithStore(null));
        Assert.AreEqual("eeprom", board.WithStore("eeprom").StoreMedium);
        Assert.AreEqual(board.Stores["eeprom"], board.WithStore("eeprom").Store);
        Assert.AreEqual(Status.BoardInvalid, Assert.ThrowsExactly<NfException>(() => board.WithStore("file")).Status);
        Assert.IsNull(BoardReader.Read("netduinoplus2").Store);
    }

    [TestMethod]
    public void A_new_medium_is_erased_and_an_old_one_stays()
    {
        string path = Path.Combine(_folder, "store");
        StoreDescription store = BoardReader.Read("lm3s6965evb").Stores["nor"];
        store.MakeFile(path);
        byte[] content = File.ReadAllBytes(path);

        Assert.AreEqual(store.EmulatedBytes, content.Length);
        Assert.IsFalse(content.AsSpan().ContainsAnyExcept((byte)0xFF));
        CollectionAssert.Contains(new List<string>(store.ArgumentsFor(path)), $"if=none,format=raw,file={path},id=nor");

        File.WriteAllText(path, "old");
        store.MakeFile(path);
        Assert.AreEqual("old", File.ReadAllText(path));
    }

    private string Write(string board, string text)
    {
        string folder = Path.Combine(_folder, board);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "board.yaml");
        File.WriteAllText(path, text);
        return path;
    }
}
