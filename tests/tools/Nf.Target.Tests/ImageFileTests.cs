using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;
using Nf.Cli.Tests;
using Nf.Errors;

namespace Nf.Target.Tests;

/// <summary>Image files: whatever the format, what is read back are the same bytes at the same addresses.</summary>
[TestClass]
public sealed class ImageFileTests
{
    private const int Trials = 200;
    private static readonly BoardDescription s_board = BoardReader.Read("netduinoplus2");

    private static Dictionary<uint, byte> Map(FlashImage image) =>
        image.Segments.SelectMany(segment => segment.Bytes.Select((value, i) => (segment.Address + (uint)i, value))).ToDictionary();

    private static FlashImage Random(Random random)
    {
        List<FlashSegment> pieces = [];
        // Near a border of 64 KiB, where the formats do something special.
        uint address = 0x0800fe00u + (uint)random.Next(0x300);
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            byte[] bytes = new byte[random.Next(0, 700)];
            random.NextBytes(bytes);
            pieces.Add(new FlashSegment(address, bytes));
            address += (uint)bytes.Length + (uint)(random.Next(2) * random.Next(600));
        }
        pieces.Add(new FlashSegment(address, [1]));
        return FlashImage.Of(pieces.OrderBy(_ => random.Next()));
    }

    private static byte[] Written(FlashImage image, ImageFormat format)
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "image");
        image.Write(format, path, s_board);
        return File.ReadAllBytes(path);
    }

    private static Dictionary<uint, byte> ReadHex(byte[] file)
    {
        Dictionary<uint, byte> map = [];
        uint upper = 0;
        string[] lines = Encoding.ASCII.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.AreEqual(":00000001FF", lines[^1]);
        foreach (string line in lines[..^1])
        {
            byte[] record = Convert.FromHexString(line[1..]);
            Assert.AreEqual(0, (byte)record.Sum(value => value), line);
            Assert.AreEqual(record[0] + 5, record.Length);
            uint address = upper + BinaryPrimitives.ReadUInt16BigEndian(record.AsSpan(1));
            if (record[3] == 4) upper = (uint)BinaryPrimitives.ReadUInt16BigEndian(record.AsSpan(4)) << 16;
            else for (int i = 0; i < record[0]; i++) map.Add(address + (uint)i, record[4 + i]);
            Assert.IsTrue(record[3] is 0 or 4);
        }
        return map;
    }

    private static Dictionary<uint, byte> ReadUf2(byte[] file)
    {
        Dictionary<uint, byte> map = [];
        Assert.AreEqual(0, file.Length % 512);
        for (int i = 0; i < file.Length / 512; i++)
        {
            byte[] block = file[(i * 512)..((i + 1) * 512)];
            uint Word(int at) => BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(at));
            Assert.AreEqual((0x0A324655u, 0x9E5D5157u, 0x0AB16F30u), (Word(0), Word(4), Word(508)));
            Assert.AreEqual((0x2000u, 256u, (uint)i, (uint)file.Length / 512, 0x57755a57u),
                (Word(8), Word(16), Word(20), Word(24), Word(28)));
            Assert.AreEqual(0u, Word(12) % 256);
            for (int k = 0; k < 256; k++) map.Add(Word(12) + (uint)k, block[32 + k]);
        }
        return map;
    }

    private static void AssertSame(Dictionary<uint, byte> expected, Dictionary<uint, byte> actual, bool mayFill)
    {
        foreach ((uint address, byte value) in expected) Assert.AreEqual(value, actual[address], $"0x{address:x8}");
        IEnumerable<byte> more = actual.Where(pair => !expected.ContainsKey(pair.Key)).Select(pair => pair.Value);
        Assert.IsTrue(mayFill ? more.All(value => value == FlashImage.Erased) : !more.Any());
    }

    [TestMethod]
    public void Every_format_holds_the_same_bytes_at_the_same_addresses()
    {
        Random random = new(6);
        for (int trial = 0; trial < Trials; trial++)
        {
            FlashImage image = Random(random);
            Dictionary<uint, byte> map = Map(image);
            AssertSame(map, ReadHex(Written(image, ImageFormat.Hex)), mayFill: false);
            AssertSame(map, ReadUf2(Written(image, ImageFormat.Uf2)), mayFill: true);
            byte[] binary = Written(image, ImageFormat.Bin);
            uint first = image.Segments[0].Address;
            AssertSame(map, binary.Select((value, i) => (first + (uint)i, value)).ToDictionary(), mayFill: true);
        }
    }

    [TestMethod]
    public void What_nf_makes_of_an_elf_file_is_what_objcopy_makes_of_it()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("image.c", "const int a[100] = {1, 2, 3}; int b = 7; int c[50]; void _start(void) { b += a[c[0]]; }");
        string script = folder.Write("image.ld", """
            MEMORY { F (rx) : ORIGIN = 0x08000000, LENGTH = 64K  R (rw) : ORIGIN = 0x20000000, LENGTH = 64K }
            SECTIONS { .text : { *(.text*) *(.rodata*) } > F  .data : { *(.data*) } > R AT > F  .bss : { *(.bss*) } > R }
            """);
        string elf = Path.Combine(folder.Path, "image.elf");
        Assert.AreEqual(Status.Ok, NfRun.Program("arm-none-eabi-gcc", [],
            ["-mcpu=cortex-m4", "-mthumb", "-nostdlib", "-T", script, source, "-o", elf]).Status);
        FlashImage image = FlashImage.Read(elf);
        foreach ((ImageFormat format, string theirs) in new[] { (ImageFormat.Bin, "binary"), (ImageFormat.Hex, "ihex") })
        {
            string path = Path.Combine(folder.Path, theirs);
            Assert.AreEqual(Status.Ok, NfRun.Program("arm-none-eabi-objcopy", [], ["-O", theirs, elf, path]).Status);
            byte[] expected = File.ReadAllBytes(path);
            if (format == ImageFormat.Bin) CollectionAssert.AreEqual(expected, Written(image, format));
            else AssertSame(ReadLines(expected), ReadHex(Written(image, format)), mayFill: false);
        }
    }

    [TestMethod]
    public void An_address_is_found_in_the_sources()
    {
        using TemporaryFolder folder = new();
        string source = folder.Write("fault.c", "void pump(void) { for (;;); }\n\nvoid _start(void) { pump(); }\n");
        string elf = Path.Combine(folder.Path, "fault.elf");
        Assert.AreEqual(Status.Ok, NfRun.Program("arm-none-eabi-gcc", [],
            ["-mcpu=cortex-m3", "-mthumb", "-nostdlib", "-g", "-O0", "-Wl,-Ttext=0x100", source, "-o", elf]).Status);
        // The first is a return address of Thumb code, whose lowest bit is set.
        IReadOnlyList<string> lines = AddressLines.Of("lm3s6965evb", elf, [0x101, 0x100]);
        foreach (string line in lines) StringAssert.Contains(line, "pump at ");
        StringAssert.Contains(lines[0], "fault.c:1");
        Assert.AreEqual(Status.FileNotFound, Assert.ThrowsExactly<NfException>(() => AddressLines.Of("?", "none.elf", [1])).Status);
        Assert.AreEqual(Status.InvalidArgument, Assert.ThrowsExactly<NfException>(() => AddressLines.Of("?", source, [1])).Status);
    }

    [TestMethod]
    public void What_cannot_be_an_image_is_refused()
    {
        Assert.AreEqual(Status.BuildFailed, Assert.ThrowsExactly<NfException>(() => FlashImage.Of([])).Status);
        Assert.AreEqual(Status.BuildFailed, Assert.ThrowsExactly<NfException>(() =>
            FlashImage.Of([new FlashSegment(10, new byte[5]), new FlashSegment(14, new byte[5])])).Status);
        FlashImage wide = FlashImage.Of([new FlashSegment(0, [1]), new FlashSegment(0xfffffff0, [1])]);
        Assert.AreEqual(Status.LimitExceeded, Assert.ThrowsExactly<NfException>(() => wide.ToBinary()).Status);
        NfException error = Assert.ThrowsExactly<NfException>(() => wide.Write(ImageFormat.Uf2, "none", BoardReader.Read("lm3s6965evb")));
        Assert.AreEqual(Status.NotSupported, error.Status);
        StringAssert.Contains(error.Message, "uf2_family");
        NfRun.Here("flash", "--board", "netduinoplus2", "--format", "bin", NfRun.Example("thermostat"))
            .AssertRefused(Status.Usage, "--format hex -o FILE");
    }

    // objcopy ends lines with CR LF, and tells the entry point, which is no byte of the image.
    private static Dictionary<uint, byte> ReadLines(byte[] file) => ReadHex(Encoding.ASCII.GetBytes(string.Join('\n',
        Encoding.ASCII.GetString(file).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[7..9] != "05" && line[7..9] != "03"))));
}
