using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>
/// The last messages of guests and of the host itself, until somebody takes them. When there is no room the oldest go, and are counted.
/// A message is a header of 12 bytes and its text.
/// </summary>
public partial struct LogRing
{
    /// <summary>Bytes of all messages, headers included.</summary>
    public const int Capacity = 1024;

    /// <summary>Bytes of the longest text; what is behind them is cut off.</summary>
    public const int TextBytesMax = 120;

    /// <summary>The place of the host itself.</summary>
    public const byte HostPlace = 255;

    private const int HeaderBytes = 12;
    private const int LevelAt = 1;
    private const int LengthAt = 2;
    private const int UptimeAt = 4;

    private Storage _storage;
    private int _first;
    private int _used;

    /// <summary>Messages that went before anybody took them.</summary>
    public uint Lost { get; private set; }

    /// <summary>Adds a message. O(bytes).</summary>
    public void Add(byte place, LogLevel level, ulong uptimeNanoseconds, scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > TextBytesMax) text = text.Slice(0, TextBytesMax);
        Echo(place, level, text);
        while (Capacity - _used < HeaderBytes + text.Length)
        {
            DropFirst();
            Lost++;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        header[0] = place;
        header[LevelAt] = (byte)level;
        header[LengthAt] = (byte)text.Length;
        header[LengthAt + 1] = 0;
        BinaryPrimitives.WriteUInt64LittleEndian(header.Slice(UptimeAt), uptimeNanoseconds);
        Append(header);
        Append(text);
    }

    /// <summary>Takes the oldest message that matters enough; those before it are dropped. O(messages dropped + bytes).</summary>
    /// <param name="levelMin">The least level.</param>
    /// <param name="entry">The message.</param>
    /// <param name="text">Gets its text, as far as there is room.</param>
    /// <param name="textBytes">How much that is.</param>
    /// <returns>Ok or Empty.</returns>
    public Status TryTake(LogLevel levelMin, out LogEntry entry, Span<byte> text, out int textBytes)
    {
        entry = default;
        textBytes = 0;
        while (_used != 0)
        {
            Span<byte> header = stackalloc byte[HeaderBytes];
            Copy(0, header);
            if (header[LevelAt] < (byte)levelMin)
            {
                DropFirst();
                continue;
            }

            entry.Place = header[0];
            entry.Level = (LogLevel)header[LevelAt];
            entry.Lost = Lost;
            entry.UptimeNanoseconds = BinaryPrimitives.ReadUInt64LittleEndian(header.Slice(UptimeAt));
            textBytes = Math.Min(header[LengthAt], text.Length);
            Copy(HeaderBytes, text.Slice(0, textBytes));
            DropFirst();
            return Status.Ok;
        }

        return Status.Empty;
    }

    // A daemon shows what is logged to whoever watches it, too.
    static partial void Echo(byte place, LogLevel level, scoped ReadOnlySpan<byte> text);

    private void Append(scoped ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) _storage[(_first + _used + i) % Capacity] = bytes[i];
        _used += bytes.Length;
    }

    private readonly void Copy(int offset, scoped Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++) bytes[i] = _storage[(_first + offset + i) % Capacity];
    }

    private void DropFirst()
    {
        int bytes = HeaderBytes + _storage[(_first + LengthAt) % Capacity];
        _first = (_first + bytes) % Capacity;
        _used -= bytes;
    }

    [InlineArray(Capacity)]
    private struct Storage
    {
        private byte _first;
    }
}
