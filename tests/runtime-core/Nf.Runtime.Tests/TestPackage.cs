using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace Nf.Runtime.Tests;

/// <summary>Packages written by hand after docs/PACKAGE.md, so that they do not depend on the packager.</summary>
internal sealed record TestPackage
{
    public ulong Fuel { get; init; } = 1000;

    public uint Depth { get; init; } = 100;

    public uint Pages { get; init; } = 1;

    public uint Elements { get; init; } = 16;

    public uint StackBytes { get; init; } = 4096;

    public uint Slots { get; init; } = 4;

    public string Name { get; init; } = "guest";

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>What stands behind the capabilities: the engine's byte and the supervision block.</summary>
    public byte[] End { get; init; } = [];

    /// <summary>WAT of the globals F and D, which must be the module's last.</summary>
    public const string Globals = "(global $F (mut i64) (i64.const 0)) (global $D (mut i64) (i64.const 0))";

    /// <summary>WAT of a region's charge; the function's last local is <c>(local $T i64)</c>.</summary>
    public static string Charge(long cost) => Take("$F", cost);

    /// <summary>WAT of taking a level of depth.</summary>
    public static string Enter => Take("$D", 1);

    /// <summary>WAT of giving it back.</summary>
    public const string Leave = "global.get $D i64.const 1 i64.add global.set $D";

    /// <summary>WAT of the charge before a bulk instruction, with the length on the stack.</summary>
    public const string Bulk = """
        local.tee $N
        global.get $F local.get $N i64.extend_i32_u i64.const 4 i64.shr_u i64.sub local.tee $T global.set $F
        local.get $T i64.const 0 i64.lt_s if unreachable end
        """;

    private static string Take(string global, long cost) => $"""
        global.get {global} i64.const {cost} i64.sub local.tee $T global.set {global}
        local.get $T i64.const 0 i64.lt_s if unreachable end
        """;

    /// <summary>Puts the manifest behind a module.</summary>
    public byte[] Wrap(byte[] wasm) => [.. wasm, .. Section("nf.manifest", Manifest(wasm))];

    /// <summary>The manifest's content.</summary>
    public byte[] Manifest(byte[] wasm)
    {
        byte[] fixedPart = new byte[72];
        Encoding.ASCII.GetBytes("nfm\u0001").CopyTo(fixedPart, 0);
        Put16(fixedPart, 4, 1);
        Put16(fixedPart, 6, 1);
        Put16(fixedPart, 8, 2);
        Put16(fixedPart, 10, 3);
        BinaryPrimitives.WriteUInt64LittleEndian(fixedPart.AsSpan(12), Fuel);
        uint[] numbers = [Depth, Pages, Elements, StackBytes, Slots];
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(fixedPart.AsSpan(20 + 4 * i), numbers[i]);
        SHA256.HashData(wasm).CopyTo(fixedPart, 40);
        using MemoryStream content = new();
        content.Write(fixedPart);
        PutText(content, Name);
        content.WriteByte((byte)Capabilities.Count);
        foreach (string capability in Capabilities) PutText(content, capability);
        content.Write(End);
        return content.ToArray();
    }

    /// <summary>A custom section.</summary>
    public static byte[] Section(string name, byte[] content)
    {
        byte[] title = Encoding.UTF8.GetBytes(name);
        return [0, .. Leb(title.Length + 1 + content.Length), (byte)title.Length, .. title, .. content];
    }

    private static byte[] Leb(int value) => value < 128 ? [(byte)value] : [(byte)(value & 0x7F | 0x80), .. Leb(value >> 7)];

    private static void Put16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void PutText(MemoryStream content, string text)
    {
        content.WriteByte((byte)text.Length);
        content.Write(Encoding.ASCII.GetBytes(text));
    }
}
