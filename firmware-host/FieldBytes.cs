using System;
using System.Buffers.Binary;

namespace Nf.FirmwareHost;

/// <summary>Integers as fields have them: in little-endian order.</summary>
internal static class FieldBytes
{
    /// <summary>Writes a number of 4 bytes.</summary>
    /// <param name="value">The number.</param>
    /// <param name="buffer">Gets it; unchanged on failure.</param>
    /// <param name="bytes">4; 0 on failure.</param>
    /// <returns>Ok or BufferTooSmall.</returns>
    public static Status Write(uint value, Span<byte> buffer, out int bytes)
    {
        bytes = buffer.Length < sizeof(uint) ? 0 : sizeof(uint);
        if (bytes == 0) return Status.BufferTooSmall;
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, value);
        return Status.Ok;
    }

    /// <summary>Writes a number of 8 bytes.</summary>
    /// <param name="value">The number.</param>
    /// <param name="buffer">Gets it; unchanged on failure.</param>
    /// <param name="bytes">8; 0 on failure.</param>
    /// <returns>Ok or BufferTooSmall.</returns>
    public static Status Write(ulong value, Span<byte> buffer, out int bytes)
    {
        bytes = buffer.Length < sizeof(ulong) ? 0 : sizeof(ulong);
        if (bytes == 0) return Status.BufferTooSmall;
        BinaryPrimitives.WriteUInt64LittleEndian(buffer, value);
        return Status.Ok;
    }
}
