using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>The guests of tests/guests/collections: the operations of nf_collections.h, or of collections.ts, as exports.</summary>
internal sealed class SharedGuest : IDisposable, ISharedSide
{
    /// <summary>The languages in which there is one.</summary>
    public static readonly string[] Languages = ["c", "as"];

    // Where a result is stored; behind the guest's stack and data.
    private const uint Scratch = 512;

    /// <summary>Lent to collections and strings from here on, aligned to 8.</summary>
    public const uint Lent = 1024;

    private static readonly byte[][] s_wasm =
        [File.ReadAllBytes(Path.Combine(Folder, "collections-c.wasm")), File.ReadAllBytes(Path.Combine(Folder, "collections-as.wasm"))];

    private readonly TestInstance _guest;

    public SharedGuest(string language)
    {
        _guest = new TestInstance(s_wasm[Array.IndexOf(Languages, language)]);
        Assert.AreEqual(Status.Ok, _guest.Status, _guest.Message);
        Assert.AreEqual(Status.Ok, _guest.Instance.Start());
    }

    public static string Folder => Path.Combine(Repository.Root, "tests", "guests", "collections");

    public Span<byte> Memory => _guest.Instance.Memory;

    /// <summary>The value of the exported global lent: what the host finds a collection by.</summary>
    public uint ExportedAddress
    {
        get
        {
            Assert.AreEqual(Status.Ok, _guest.Instance.FindGlobal("lent"u8, out ExportedGlobal global));
            Assert.AreEqual(Status.Ok, _guest.Instance.GetGlobal(in global, out ulong value));
            return (uint)value;
        }
    }

    public uint Word(uint at) => BinaryPrimitives.ReadUInt32LittleEndian(Memory[(int)at..]);

    public void SetWord(uint at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Memory[(int)at..], value);

    public Status Format(uint at, SharedKind kind, ElementType key, ElementType value, uint capacity)
    {
        if (kind == SharedKind.Vector) return Run("vector_format", at, (ulong)key, capacity);
        return Run("table_format", at, (uint)kind, (ulong)key, (ulong)value, capacity);
    }

    public Status Insert(uint at, SharedKind kind, WordPair key, WordPair value) =>
        kind == SharedKind.Map ? Run("map_insert", at, key.Cell, value.Cell) : Run("set_add", at, key.Cell);

    public Status Get(uint at, SharedKind kind, WordPair key, out WordPair value)
    {
        value = default;
        if (kind == SharedKind.Set) return Run("table_contains", at, key.Cell);
        Assert.AreEqual(Run("table_contains", at, key.Cell), Run("map_get", at, key.Cell, Scratch));
        return Take(Run("map_get", at, key.Cell, Scratch), Scratch, out value);
    }

    public Status Remove(uint at, SharedKind kind, WordPair key) => Run("table_remove", at, key.Cell);

    public Status Clear(uint at, SharedKind kind) => Run("table_clear", at);

    public Status Next(uint at, SharedKind kind, ref uint cursor, out WordPair key, out WordPair value)
    {
        SetWord(Scratch, cursor);
        Status status = Run("table_next", at, Scratch, Scratch + 8, Scratch + 16);
        cursor = Word(Scratch);
        _ = Take(status, Scratch + 8, out key);
        return Take(status, Scratch + 16, out value);
    }

    public Status Push(uint at, WordPair element) => Run("vector_push", at, element.Cell);

    public Status Pop(uint at, out WordPair element) => Take(Run("vector_pop", at, Scratch), Scratch, out element);

    public Status GetAt(uint at, uint index, out WordPair element) => Take(Run("vector_get", at, index, Scratch), Scratch, out element);

    public Status SetAt(uint at, uint index, WordPair element) => Run("vector_set", at, index, element.Cell);

    public Status FormatRing(uint at, ElementType element, RingFlags flags, uint capacity, uint source) =>
        Run("ring_format", at, (ulong)element, (ulong)flags, capacity, source);

    public Status Publish(uint at, WordPair element) => Run("ring_publish", at, element.Cell);

    public Status Drain(uint at, out WordPair element) => Take(Run("ring_drain", at, Scratch), Scratch, out element);

    public void Dispose()
    {
        Assert.AreEqual(Status.Ok, _guest.Arena.Check());
        _guest.Dispose();
    }

    // What the guest says is a negated status; what it says nothing of went well.
    private Status Run(string name, params ReadOnlySpan<ulong> arguments)
    {
        Assert.AreEqual(Status.Ok, _guest.Instance.FindFunction(Encoding.ASCII.GetBytes(name), out ExportedFunction function), name);
        Span<ulong> results = stackalloc ulong[1];
        Assert.AreEqual(Status.Ok, _guest.Instance.Call(in function, arguments, results), name);
        return (Status)(-(int)results[0]);
    }

    private Status Take(Status status, uint at, out WordPair cell)
    {
        cell = status == Status.Ok ? new WordPair(Word(at), Word(at + 4)) : default;
        return status;
    }
}
