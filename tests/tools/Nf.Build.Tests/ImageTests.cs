using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;

namespace Nf.Build.Tests;

/// <summary>Images: their size report, their budgets, and that nothing is done twice.</summary>
[TestClass]
[DoNotParallelize]
public sealed class ImageTests
{
    public static IEnumerable<object[]> Boards() => BoardReaderTests.Boards();

    [TestMethod]
    [DynamicData(nameof(Boards))]
    public void The_size_report_adds_up_to_the_sections_of_the_image(string board)
    {
        BuildResult result = Build(board);

        Assert.AreEqual(Status.Ok, result.Status, result.Message);
        SizeReport size = result.Size!;
        List<ElfSection> sections = [.. new ElfFile(result.ImagePath).Sections
            .Where(section => section.IsAllocated && (section.HasContent || !section.IsThreadLocal))];
        Assert.AreEqual(sections.Where(section => section.HasContent).Sum(section => (long)section.Bytes), size.FlashBytes);
        Assert.AreEqual(sections.Where(section => section.IsWritable).Sum(section => (long)section.Bytes), size.RamStaticBytes);
        Assert.AreEqual(size.FlashBytes, size.Rows.Sum(row => row.FlashBytes));
        Assert.AreEqual(size.RamStaticBytes, size.Rows.Sum(row => row.RamBytes));
        Assert.IsTrue(size.Rows.All(row => row.FlashBytes >= 0 && row.RamBytes >= 0));
    }

    [TestMethod]
    public void A_board_s_image_has_its_stack_and_fits_its_regions()
    {
        BoardDescription board = BoardReader.Read("lm3s6965evb");
        SizeReport size = Build(board.Name).Size!;

        Assert.AreEqual(board.StackBytes, size.Rows.Single(row => row.Component == "stack").RamBytes);
        Assert.IsTrue(size.FlashBytes <= board.Flash!.Bytes);
        Assert.IsTrue(size.RamStaticBytes <= board.Ram!.Bytes);
        Assert.IsTrue(size.Rows.Single(row => row.Component == "core library").FlashBytes > 0);
    }

    [TestMethod]
    public void A_build_with_the_same_inputs_does_nothing()
    {
        BuildResult first = Build("lm3s6965evb");
        DateTime made = File.GetLastWriteTimeUtc(first.ImagePath);
        BuildResult second = Build("lm3s6965evb");

        Assert.AreEqual(Status.Ok, second.Status, second.Message);
        Assert.AreEqual(made, File.GetLastWriteTimeUtc(second.ImagePath));
        Assert.AreEqual("", File.ReadAllText(second.LogPath), "no tool may run");
    }

    [TestMethod]
    public void A_guest_that_does_not_fit_the_flash_is_told_so()
    {
        string guest = Path.Combine(Path.GetTempPath(), $"nf-large-{Guid.NewGuid():N}.wasm");
        File.WriteAllBytes(guest, new byte[300_000]);
        BuildResult result = FirmwareBuilder.Build(Request("lm3s6965evb") with { GuestPath = guest });
        File.Delete(guest);

        Assert.AreEqual(Status.ImageTooLarge, result.Status, result.Message);
        StringAssert.Contains(result.Message, "FLASH");
    }

    [TestMethod]
    public void A_guest_that_is_not_there_is_told_so()
    {
        BuildResult result = FirmwareBuilder.Build(Request("lm3s6965evb") with { GuestPath = "nowhere.wasm" });

        Assert.AreEqual(Status.FileNotFound, result.Status);
        StringAssert.Contains(result.Message, "nowhere.wasm");
    }

    [TestMethod]
    public void An_emulator_that_does_not_end_is_stopped()
    {
        // An image whose program loops for ever would do; a sleep is the same to the emulator's runner and needs no build.
        BoardDescription board = BoardReader.Read("linux-x64") with { Emulator = new ToolCommand("sleep", ["60"]) };
        EmulatorResult result = Emulator.Run(board, "", TimeSpan.FromMilliseconds(200));

        Assert.AreEqual(Status.TimedOut, result.Status);
    }

    [TestMethod]
    public void A_missing_tool_is_named()
    {
        BoardDescription board = BoardReader.Read("linux-x64") with { Emulator = new ToolCommand("no-such-emulator", []) };
        NfException error = Assert.ThrowsExactly<NfException>(() => Emulator.Run(board, "", TimeSpan.FromSeconds(1)));

        Assert.AreEqual(Status.ToolMissing, error.Status);
        StringAssert.Contains(error.Message, "no-such-emulator");
    }

    private static BuildResult Build(string board) => FirmwareBuilder.Build(Request(board));

    // Small, so that it is quick: the fault program, without the engine.
    private static BuildRequest Request(string board) => new()
    {
        Board = board,
        Program = "faults",
        SourcePath = Repository.PathOf("tests", "on-target-faults", "Faults.cs"),
    };
}
