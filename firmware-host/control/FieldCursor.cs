using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.FirmwareHost;

/// <summary>
/// Goes over the fields of a message, and either fills them from bytes or writes them to bytes: so a message lists its fields once.
/// Numbers are little-endian. The first failure sticks, and nothing is read or written behind it.
/// </summary>
public ref struct FieldCursor
{
    private readonly Span<byte> _bytes;
    private readonly bool _isReader;

    private FieldCursor(Span<byte> bytes, bool isReader)
    {
        _bytes = bytes;
        _isReader = isReader;
        Position = 0;
        Status = Status.Ok;
    }

    /// <summary>Bytes read or written so far.</summary>
    public int Position { get; private set; }

    /// <summary>Ok; BufferTooSmall: bytes were missing; InvalidArgument: a field had a value that it must not have.</summary>
    public Status Status { get; private set; }

    /// <summary>Whether it is not Ok.</summary>
    public readonly bool Failed => Status != Status.Ok;

    /// <summary>The bytes behind those read or written. O(1).</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes.Slice(Position);

    /// <summary>A cursor that fills fields.</summary>
    /// <param name="bytes">The message and perhaps more.</param>
    // A reader never writes to its bytes.
    public static FieldCursor Reader(ReadOnlySpan<byte> bytes) =>
        new(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bytes), bytes.Length), isReader: true);

    /// <summary>A cursor that writes fields.</summary>
    /// <param name="bytes">Room for the message.</param>
    public static FieldCursor Writer(Span<byte> bytes) => new(bytes, isReader: false);

    /// <summary>A number of 1 byte. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Number(ref byte value)
    {
        Span<byte> bytes = Take(sizeof(byte));
        if (Failed) return;
        if (_isReader) value = bytes[0];
        else bytes[0] = value;
    }

    /// <summary>A number of 2 bytes. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Number(ref ushort value)
    {
        Span<byte> bytes = Take(sizeof(ushort));
        if (Failed) return;
        if (_isReader) value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
    }

    /// <summary>A number of 4 bytes. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Number(ref uint value)
    {
        Span<byte> bytes = Take(sizeof(uint));
        if (Failed) return;
        if (_isReader) value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
    }

    /// <summary>A number of 8 bytes. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Number(ref ulong value)
    {
        Span<byte> bytes = Take(sizeof(ulong));
        if (Failed) return;
        if (_isReader) value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        else BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
    }

    /// <summary>A status in 1 byte; fails above 120, where none is. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Number(ref Status value)
    {
        byte number = (byte)value;
        Number(ref number);
        Require(number <= LastStatus && (_isReader || number == (uint)value));
        if (!Failed) value = (Status)number;
    }

    /// <summary>A log level in 1 byte; fails for a number without one. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Level(ref LogLevel value)
    {
        byte number = (byte)value;
        Number(ref number);
        Require(number <= (byte)LogLevel.Error);
        if (!Failed) value = (LogLevel)number;
    }

    /// <summary>A truth in 1 byte; fails above 1. O(1).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Truth(ref bool value)
    {
        byte number = value ? (byte)1 : (byte)0;
        Number(ref number);
        Require(number <= 1);
        if (!Failed) value = number != 0;
    }

    /// <summary>An enumeration of 1 byte; fails above its last member. O(1).</summary>
    /// <typeparam name="T">An enumeration over <see cref="byte"/>.</typeparam>
    /// <param name="value">The field.</param>
    /// <param name="last">Its last member.</param>
    public void Choice<T>(ref T value, T last)
        where T : unmanaged
    {
        Require(Unsafe.SizeOf<T>() == sizeof(byte));
        if (Failed) return;
        byte number = Unsafe.As<T, byte>(ref value);
        Number(ref number);
        Require(number <= Unsafe.As<T, byte>(ref last));
        if (!Failed) value = Unsafe.As<byte, T>(ref number);
    }

    /// <summary>Bytes as they are. O(bytes).</summary>
    /// <param name="value">The field.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Bytes(scoped Span<byte> value)
    {
        Span<byte> bytes = Take(value.Length);
        if (Failed) return;
        if (_isReader) bytes.CopyTo(value);
        else value.CopyTo(bytes);
    }

    /// <summary>Fails unless something holds of the fields so far. O(1).</summary>
    /// <param name="holds">What has to hold.</param>
    public void Require(bool holds)
    {
        if (!holds && !Failed) Status = Status.InvalidArgument;
    }

    // Statuses fit exit codes (Status.cs).
    private const byte LastStatus = 120;

    private Span<byte> Take(int bytes)
    {
        if (!Failed && bytes > _bytes.Length - Position) Status = Status.BufferTooSmall;
        if (Failed) return default;
        Span<byte> taken = _bytes.Slice(Position, bytes);
        Position += bytes;
        return taken;
    }
}
