using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Nf.Wast;

/// <summary>Writes the records of a script; see <see cref="ScriptReader"/> for how they are laid out.</summary>
public sealed class ScriptWriter
{
    private readonly List<byte> _records = [];

    /// <summary>The records that were written, without what a script begins with.</summary>
    public byte[] ToArray() => [.. _records];

    /// <summary>Joins the records of several files to a script.</summary>
    public static byte[] Join(IEnumerable<byte[]> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        using MemoryStream script = new();
        script.Write(ScriptReader.Magic);
        foreach (byte[] part in records) script.Write(part);
        return script.ToArray();
    }

    /// <summary>What follows comes from another file.</summary>
    public void File() => Record(CommandKind.File, 0, 0, _ => { });

    /// <summary>A module, or one that must be refused.</summary>
    /// <param name="kind">Module, Malformed, Invalid, Unlinkable or Uninstantiable.</param>
    /// <param name="slot">Where its instance goes.</param>
    /// <param name="number">The command's number.</param>
    /// <param name="wasm">Its bytes.</param>
    /// <param name="trap">Of Uninstantiable: the trap.</param>
    public void Module(CommandKind kind, int slot, int number, ReadOnlyMemory<byte> wasm, Status trap = Status.Ok) =>
        Record(kind, slot, number, body =>
        {
            if (kind == CommandKind.Uninstantiable) body.Write((byte)trap);
            body.Write(wasm.Span);
        });

    /// <summary>Gives an instance a name.</summary>
    /// <param name="slot">The instance.</param>
    /// <param name="number">The command's number.</param>
    /// <param name="name">The name.</param>
    public void Register(int slot, int number, string name) => Record(CommandKind.Register, slot, number, body => Text(body, name));

    /// <summary>A call or a global that is read.</summary>
    /// <param name="slot">The instance.</param>
    /// <param name="number">The command's number.</param>
    /// <param name="command">Name, arguments and results.</param>
    /// <param name="expectation">How it must end.</param>
    /// <param name="trap">Of Trap: the trap.</param>
    public void Action(int slot, int number, WastCommand command, Expectation expectation, Status trap = Status.Ok)
    {
        ArgumentNullException.ThrowIfNull(command);
        Record(command.IsInvoke ? CommandKind.Invoke : CommandKind.Get, slot, number, body =>
        {
            Text(body, command.Field!);
            if (command.IsInvoke) Arguments(body, command.Arguments);
            body.Write((byte)expectation);
            if (expectation == Expectation.Results) Patterns(body, command.Expected);
            else if (expectation == Expectation.Trap) body.Write((byte)trap);
        });
    }

    private static void Text(BinaryWriter body, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        body.Write(checked((ushort)bytes.Length));
        body.Write(bytes);
    }

    private static void Arguments(BinaryWriter body, IReadOnlyList<WastValue> values)
    {
        body.Write(checked((byte)values.Count));
        foreach (WastValue value in values)
        {
            ValuePattern pattern = value.Pattern;
            body.Write((byte)pattern.Type);
            body.Write(pattern.Bits);
        }
    }

    private static void Patterns(BinaryWriter body, IReadOnlyList<WastValue> values)
    {
        body.Write(checked((byte)values.Count));
        foreach (WastValue value in values)
        {
            ValuePattern pattern = value.Pattern;
            body.Write((byte)pattern.Type);
            body.Write((byte)pattern.Match);
            body.Write(pattern.Bits);
        }
    }

    private void Record(CommandKind kind, int slot, int number, Action<BinaryWriter> writeBody)
    {
        using MemoryStream record = new();
        using BinaryWriter body = new(record);
        body.Write((byte)kind);
        body.Write(checked((byte)slot));
        body.Write(number);
        writeBody(body);
        body.Flush();
        _records.AddRange(BitConverter.GetBytes((uint)record.Length));
        _records.AddRange(record.ToArray());
    }
}
