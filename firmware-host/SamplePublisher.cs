using System;
using System.Buffers.Binary;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// Publishes samples of a sensor into the ring that a guest exports as <c>nf_samples</c>, without a call of the guest: at the beginning of
/// each tick two bytes of the I2C register that the ring's source names. The guest drains them when it likes (docs/COLLECTIONS.md).
/// </summary>
public struct SamplePublisher
{
    // The source: address in bits 0 to 7, register in bits 8 to 15.
    private const int RegisterShift = 8;
    private const uint ByteMask = 0xFF;
    private const uint SourceMax = 0xFFFF;

    /// <summary>The global that holds the ring's address.</summary>
    public static ReadOnlySpan<byte> ExportName => "nf_samples"u8;

    private uint _ring;
    private bool _isWanted;

    /// <summary>Looks whether a guest wants samples: whether it exports an i32 global of that name. O(exports + globals).</summary>
    /// <param name="instance">The guest; it has started.</param>
    /// <returns>Ok; ExportMismatch when the export is something else.</returns>
    public Status Find(in Instance instance)
    {
        this = default;
        Status status = instance.FindGlobal(ExportName, out ExportedGlobal global);
        if (status == Status.ExportNotFound) return Status.Ok;
        if (status != Status.Ok) return status;
        if (global.Type != WasmType.I32) return Status.ExportMismatch;
        status = instance.GetGlobal(in global, out ulong address);
        _ring = (uint)address;
        _isWanted = status == Status.Ok;
        return status;
    }

    /// <summary>
    /// Reads and publishes the sample of this tick: the number of the tick in the element's high word, in the low one the two bytes as a
    /// big-endian number with sign. A device that does not answer, or that the guest was not granted, gives no sample; the gap shows in the
    /// ticks. O(1) and the transfer.
    /// </summary>
    /// <param name="host">Its board and its trace, in which the transfer stands as one of the guest's.</param>
    /// <param name="memory">The guest's linear memory.</param>
    /// <returns>
    /// Ok, also when the ring was full, which it counts; TrapBadPointer, or BucketCorrupt for what is no ring of i64 with a source: then
    /// the guest is to be ended.
    /// </returns>
    internal readonly Status Publish(ref HostContext host, Span<byte> memory)
    {
        if (!_isWanted) return Status.Ok;
        SharedRing ring = new(memory, _ring);
        Status status = ring.GetSource(out ElementType element, out uint source);
        if (status != Status.Ok) return status;
        if (element != ElementType.Int64 || source > SourceMax) return Status.BucketCorrupt;
        int address = (int)(source & ByteMask);
        Span<byte> written = stackalloc byte[1];
        Span<byte> read = stackalloc byte[sizeof(short)];
        written[0] = (byte)(source >> RegisterShift);
        status = DeviceAccess.CheckI2c(in host, address);
        if (status == Status.Ok) status = host.Board.I2c.WriteRead(address, written, read);
        host.Trace.I2c(host.Tick, address, written, read, status);
        if (status != Status.Ok) return Status.Ok;
        int sample = BinaryPrimitives.ReadInt16BigEndian(read);
        status = ring.Publish(new WordPair((uint)sample, (uint)host.Tick));
        return status == Status.Full ? Status.Ok : status;
    }
}
