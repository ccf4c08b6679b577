using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.FirmwareHost.Tests;

/// <summary>The example of docs/PROTOCOL.md is what this code sends, to the byte.</summary>
[TestClass]
public sealed class WorkedExampleTests
{
    private static string Document([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "PROTOCOL.md"));

    /// <summary>The hexadecimal bytes of the document's line with a label.</summary>
    private static byte[] Documented(string label)
    {
        Match match = Regex.Match(Document(), $@"^ *{Regex.Escape(label)}\s*:\s*((?:[0-9a-f]{{2}} ?)+)\s*$", RegexOptions.Multiline);
        Assert.IsTrue(match.Success, label);
        return Convert.FromHexString(match.Groups[1].Value.Replace(" ", "").Trim());
    }

    private static void Same(string label, byte[] actual) =>
        Assert.AreEqual(Convert.ToHexStringLower(actual), Convert.ToHexStringLower(Documented(label)), label);

    [TestMethod]
    public void The_example_is_to_the_byte()
    {
        byte[] request = Frames.Request(MessageType.Start, 0x01020304, 7, new GuestPlace { Place = 2 });
        Same("request, frame", request);
        Same("request, line", Frames.Line(request));

        World world = new(0x01020304);
        world.ToTarget.Put(Frames.Line(Frames.Request(MessageType.Hello, 0, 0, new HelloRequest { Nonce = 0xcafe })));
        world.Step();
        Same("hello, line", Frames.Line(Frames.Request(MessageType.Hello, 0, 0, new HelloRequest { Nonce = 0xcafe })));
        Same("offer, line", world.ToClient.TakeAll());
        for (uint sequence = 1; sequence < 7; sequence++)
            world.ToTarget.Put(Frames.Line(Frames.Request(MessageType.Start, 0x01020304, sequence, new GuestPlace { Place = 2 })));
        for (int i = 0; i < 10; i++) world.Step();
        world.ToClient.TakeAll();
        world.ToTarget.Put(Documented("request, line"));
        world.Step();
        Same("answer, line", world.ToClient.TakeAll());
        Assert.AreEqual(7, world.State.Journal.Count(change => change == "Start 2"));
    }

    [TestMethod]
    public void The_tables_have_every_message_and_its_size()
    {
        string document = Document();
        foreach (MessageType type in Enum.GetValues<MessageType>().Where(type => type != MessageType.None))
            Assert.Contains($"| {(int)type} | `{type}` |", document);
        foreach ((string name, int bytes, int tail) in new[]
        {
            Size<HelloRequest>(), Size<HelloAnswer>(), Size<TargetInfo>(), Size<GuestPlace>(), Size<GuestInfo>(), Size<UploadPlan>(),
            Size<UploadPiece>(), Size<UploadState>(), Size<GuestPost>(), Size<Subscription>(), Size<BudgetQuery>(), Size<BudgetInfo>(),
            Size<ControlCounters>(), Size<CrashRecord>(), Size<MemoryQuery>(), Size<MemoryPiece>(), Size<ClockTime>(), Size<LogEntry>(),
            Size<GuestTelemetry>(), Size<AdvanceRequest>(), Size<AdvanceAnswer>(), Size<GuestTrace>(),
            Size<Stimulus>(), Size<PinQuery>(), Size<PinLevel>(), Size<DisplayQuery>(), Size<DisplayPiece>(),
        })
        {
            string size = bytes == 1 ? "1 byte" : $"{bytes} bytes";
            Assert.Contains(tail == 0 ? $"### {name}, {size}\n" : $"### {name}, {size} and up to {tail} more\n", document);
        }

        static (string, int, int) Size<T>()
            where T : struct, IControlMessage
            => (typeof(T).Name, T.Bytes, T.TailBytesMax);
    }
}
