using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Memory;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>The guest packed-vera.wat, and what a test expects of its memory.</summary>
internal ref struct VeraTestGuest
{
    private const int LinearBytes = 4096;

    // Behind all that the guest's allocator gives; it starts at 64, behind the shadow stack.
    private const uint TextAt = 4000;

    // The engine takes a few bytes of the linear memory for itself, not equally many on all targets; the dump ends before.
    private const int DumpBytes = 4032;

    private TestGuest _guest;
    private ExportedGlobal _shadowTop;
    private int _key;
    private int _value;

    /// <summary>What was found so far.</summary>
    public Check Check;

    /// <summary>Loads the guest, with the samples' strings in its memory.</summary>
    /// <param name="key">For K in names, and the type of keys.</param>
    /// <param name="value">For V in names, and the type of values.</param>
    /// <param name="guest">To be dropped.</param>
    public static void Load(ElementType key, ElementType value, out VeraTestGuest guest)
    {
        guest = default;
        guest._key = (int)key;
        guest._value = (int)value;
        Status status = TestGuest.Load<HostFunctions>(
            HostileModules.Find("packed-vera"u8), 0, out guest._guest, requireMetered: true, linearBytes: LinearBytes);
        guest.Check.Equal(Status.Ok, status);
        if (status != Status.Ok) return;
        guest.Check.Equal(Status.Ok, guest._guest.Instance.SetFuel(guest._guest.Instance.Limits.Fuel));
        guest.Check.Equal(Status.Ok, guest._guest.Instance.FindGlobal("gc_sp"u8, out guest._shadowTop));
        VeraSamples.Text.CopyTo(guest._guest.Instance.Memory.Slice((int)TextAt));
    }

    /// <summary>The size of its linear memory in bytes.</summary>
    public readonly uint MemoryBytes => (uint)_guest.Instance.Memory.Length;

    /// <summary>Adds all memory to a digest and drops the guest.</summary>
    public void Drop(ref Sha256 memory)
    {
        if (Check.FailedLine == 0) memory.Append(_guest.Instance.Memory.Slice(0, DumpBytes));
        Drop();
    }

    /// <summary>Expects a whole arena, and drops the guest with all it had.</summary>
    public void Drop()
    {
        if (Check.FailedLine == 0) Containment.CheckArena(in _guest, ref Check);
        _guest.Dispose();
        Check.Equal(0, Allocation.Budget.Used(CrateId.Engine));
    }

    /// <summary>A sample as its cell, with a string's pointer as it is in this guest.</summary>
    public static ulong Cell(ElementType type, int index)
    {
        ulong cell = VeraSamples.Sample(type, index);
        return type == ElementType.Text && (index != 0) ? cell + TextAt : cell;
    }

    /// <summary>A key's cell.</summary>
    public readonly ulong Key(int index) => Cell((ElementType)_key, index);

    /// <summary>A value's cell.</summary>
    public readonly ulong Value(int index) => Cell((ElementType)_value, index);

    /// <summary>Where the shadow stack ends.</summary>
    public readonly Status SetShadowTop(uint top) => _guest.Instance.SetGlobal(in _shadowTop, top);

    /// <summary>Expects a call to succeed.</summary>
    /// <param name="name">The export's name, with K and V for letters of types.</param>
    /// <param name="collection">The first argument.</param>
    /// <param name="key">A key's cell, if there is one.</param>
    /// <param name="value">A value's cell, if there is one.</param>
    /// <param name="line">Of the expectation.</param>
    /// <returns>The first result.</returns>
    public uint Call(ReadOnlySpan<byte> name, uint collection = 0, ulong key = 0, ulong value = 0, [CallerLineNumber] int line = 0) =>
        CallPair(name, collection, key, value, out _, line);

    private uint CallPair(ReadOnlySpan<byte> name, uint collection, ulong key, ulong value, out uint second, int line)
    {
        Span<ulong> results = stackalloc ulong[2];
        Check.Equal(Status.Ok, TryCall(name, collection, key, value, results, line), line);
        second = (uint)results[1];
        return (uint)results[0];
    }

    /// <summary>Expects a call to end with a status.</summary>
    public void ExpectStatus(
        Status expected, ReadOnlySpan<byte> name, uint collection, ulong key, ulong value = 0, [CallerLineNumber] int line = 0)
    {
        Span<ulong> results = stackalloc ulong[2];
        Check.Equal(expected, TryCall(name, collection, key, value, results, line), line);
    }

    /// <summary>Calls an export; it must leave the shadow stack as it was.</summary>
    /// <returns>What the call ends with.</returns>
    private Status TryCall(ReadOnlySpan<byte> name, uint collection, ulong key, ulong value, scoped Span<ulong> results, int line)
    {
        const int NameMax = 32, CellsMax = 6;
        Span<byte> whole = stackalloc byte[NameMax];
        name.CopyTo(whole);
        whole = whole.Slice(0, name.Length);
        int keyAt = whole.IndexOf((byte)'K'), valueAt = whole.IndexOf((byte)'V');
        if (keyAt >= 0) whole[keyAt] = VeraSamples.Letters[_key];
        if (valueAt >= 0) whole[valueAt] = VeraSamples.Letters[_value];
        Status status = Find(whole, out ExportedFunction caller, out int number);
        Check.Equal(Status.Ok, status, line);
        if (status != Status.Ok) return status;
        Span<ulong> arguments = stackalloc ulong[CellsMax];
        arguments[0] = collection;
        int cells = 1 + Put((ElementType)_key, key, arguments.Slice(1));
        _ = Put((ElementType)_value, value, arguments.Slice(cells));
        arguments[caller.ParameterCount - 1] = (uint)number;
        Check.Equal(Status.Ok, _guest.Instance.GetGlobal(in _shadowTop, out ulong before), line);
        status = _guest.Instance.Call(in caller, arguments.Slice(0, caller.ParameterCount), results);
        Check.Equal(Status.Ok, _guest.Instance.GetGlobal(in _shadowTop, out ulong after), line);
        Check.Equal((long)before, (long)after, line);
        return status;
    }

    // An import's number, and the export of its type that calls imports by number.
    private readonly Status Find(ReadOnlySpan<byte> name, out ExportedFunction caller, out int number)
    {
        const int TypeMax = 8;
        caller = default;
        WasmReader imports = _guest.Instance.Module.Imports();
        for (number = 0; number < _guest.Instance.Module.FunctionImportCount; number++)
        {
            if (!WasmModule.ReadImport(ref imports).Name.SequenceEqual(name)) continue;
            FunctionType type = _guest.Instance.Module.FunctionTypeOf(number);
            Span<byte> buffer = stackalloc byte[TypeMax];
            Utf8Writer export = new(buffer);
            for (int i = 0; i < type.Parameters.Length; i++) export.Byte(FunctionType.Letter(type.Parameters[i]));
            export.Byte((byte)':');
            for (int i = 0; i < type.Results.Length; i++) export.Byte(FunctionType.Letter(type.Results[i]));
            return _guest.Instance.FindFunction(export.Written, out caller);
        }

        return Status.ImportUnknown;
    }

    private static int Put(ElementType type, ulong cell, Span<ulong> arguments)
    {
        arguments[0] = type == ElementType.Text ? (uint)cell : cell;
        if (type != ElementType.Text) return 1;
        arguments[1] = cell >> 32;
        return 2;
    }

    /// <summary>A word of the guest's memory.</summary>
    public readonly uint Word(uint at) => BinaryPrimitives.ReadUInt32LittleEndian(_guest.Instance.Memory.Slice((int)at));

    /// <summary>Expects a wrapper and its bucket's header.</summary>
    public void ExpectHeader(uint wrapper, uint kind, uint count, [CallerLineNumber] int line = 0)
    {
        Check.Equal(kind, Word(wrapper), line);
        Check.Equal(0, Word(wrapper + 4), line);
        uint bucket = Word(wrapper + 8);
        Check.True(bucket == 0 == (count == 0), line);
        if (bucket == 0) return;
        Check.Equal(count <= 4 ? 8 : 16, Word(bucket), line);
        Check.Equal(count, Word(bucket + 4), line);
    }

    /// <summary>Expects an array of samples as the result of a call.</summary>
    /// <param name="name">The export's name, with K and V for letters of types.</param>
    /// <param name="collection">Its argument.</param>
    /// <param name="type">Of the array's elements.</param>
    /// <param name="digits">Numbers of the samples.</param>
    /// <param name="line">Of the expectation.</param>
    public void ExpectArray(
        ReadOnlySpan<byte> name, uint collection, ElementType type, ReadOnlySpan<byte> digits, [CallerLineNumber] int line = 0)
    {
        uint array = CallPair(name, collection, 0, 0, out uint count, line);
        Check.Equal(digits.Length, count, line);
        if (count != digits.Length) return;
        for (int i = 0; i < digits.Length; i++)
        {
            ExpectElement(array, type, digits[i] - '0', line);
            array += type == ElementType.Int32 ? 4u : 8u;
        }
    }

    /// <summary>Expects an option: of nothing for sample -1.</summary>
    public void ExpectOption(uint option, ElementType type, int sample, [CallerLineNumber] int line = 0)
    {
        Check.Equal(sample < 0 ? 0 : 1, Word(option), line);
        if (sample >= 0) ExpectElement(option + (type is ElementType.Int64 or ElementType.Float64 ? 8u : 4u), type, sample, line);
    }

    private void ExpectElement(uint at, ElementType type, int sample, int line)
    {
        ulong cell = Cell(type, sample);
        Check.Equal((uint)cell, Word(at), line);
        if (type != ElementType.Int32) Check.Equal((uint)(cell >> 32), Word(at + 4), line);
    }
}
