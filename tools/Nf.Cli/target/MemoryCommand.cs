using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.FirmwareHost;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Cli;

/// <summary>`nf memory`: linear memory of a guest that is stopped.</summary>
internal static class MemoryCommand
{
    private const int BytesInLine = 16;

    public static Command Create(Terminal terminal)
    {
        Option<string> place = TargetOptions.Place();
        Option<uint> address = Number("--address", "The first byte, as 1024 or 0x400.");
        Option<uint> count = Number("--count", "How many bytes.");
        count.Required = true;
        Option<string?> output = new("--output", "-o") { Description = "Write them to a file instead of showing them.", HelpName = "FILE" };
        Command command = new("memory", """
            Reads linear memory of a guest that is stopped.

            Example: nf memory --place 0 --address 0x400 --count 64 --target emu:lm3s6965evb
            """)
        {
            place, address, count, output,
        };
        return command.Over(terminal, (session, parsed) =>
        {
            byte from = session.FindPlace(parsed.GetValue(place)!);
            uint start = parsed.GetValue(address);
            byte[] bytes = Read(terminal, session, from, start, parsed.GetValue(count));
            return Result(from, start, bytes, parsed.GetValue(output));
        });
    }

    private static Outcome Result(byte place, uint address, byte[] bytes, string? file)
    {
        JsonObject fields = new() { ["place"] = place, ["address"] = address, ["bytes"] = bytes.Length };
        if (file == null)
        {
            fields["hex"] = Convert.ToHexStringLower(bytes);
            return new Outcome(Status.Ok, fields) { Show = terminal => Show(terminal, address, bytes) };
        }
        Files.Write(file, bytes);
        fields["file"] = file;
        return new Outcome(Status.Ok, fields) { Show = terminal => terminal.Output.WriteLine($"{file}: {bytes.Length} bytes") };
    }

    private static byte[] Read(Terminal terminal, TargetSession session, byte place, uint address, uint count)
    {
        MemoryStream memory = new();
        void ReadPiece()
        {
            int left = (int)(count - memory.Length);
            MemoryQuery query = new()
            {
                Place = place,
                Address = address + (uint)memory.Length,
                Count = (ushort)Math.Min(left, MemoryPiece.TailBytesMax),
            };
            Status status = session.TryAsk(MessageType.Memory, query, default, out MemoryPiece _, out ReadOnlySpan<byte> piece);
            session.Check(MessageType.Memory, status, $"place {place}, {query.Count} bytes at 0x{query.Address:x}");
            memory.Write(piece);
        }
        terminal.FollowBytes($"memory of place {place}", count, report =>
        {
            for (; memory.Length < count; report(memory.Length))
                ReadPiece();
        });
        return memory.ToArray();
    }

    private static void Show(Terminal terminal, uint address, byte[] bytes)
    {
        foreach (byte[] line in bytes.Chunk(BytesInLine))
        {
            string text = string.Concat(line.Select(value => value is >= 0x20 and < 0x7f ? (char)value : '.'));
            string hex = string.Join(' ', line.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
            terminal.Output.WriteLine($"{address:x8}  {hex,-47}  {text}");
            address += BytesInLine;
        }
    }

    private static Option<uint> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
            NumberStyles style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
            if (uint.TryParse(isHex ? text[2..] : text, style, CultureInfo.InvariantCulture, out uint value))
                return value;
            result.AddError($"{name} is '{text}', but must be a whole number, as 1024 or 0x400");
            return 0;
        },
    };
}
