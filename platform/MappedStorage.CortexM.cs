using System;

namespace Nf.Platform;

/// <summary>Memory that keeps its content and is written like RAM, such as FRAM or MRAM: a cut leaves a page in between.</summary>
public unsafe struct MappedStorage : IBlockStorage
{
    private const uint PageBytes = 512;

    private byte* _memory;
    private uint _bytes;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry =>
        new() { Kind = StorageKind.Byte, Bytes = _bytes, ProgramPageBytes = PageBytes };

    /// <summary>Takes the memory.</summary>
    /// <param name="address">Its first byte.</param>
    /// <param name="bytes">A multiple of 512.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status Initialize(uint address, uint bytes)
    {
        _memory = (byte*)address;
        _bytes = bytes;
        return Geometry.IsValid ? Status.Ok : Status.InvalidArgument;
    }

    /// <inheritdoc/>
    public readonly Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(Geometry, address, data.Length);
        if (status == Status.Ok)
            new ReadOnlySpan<byte>(_memory + address, data.Length).CopyTo(data);
        return status;
    }

    /// <inheritdoc/>
    public readonly Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(Geometry, address, page.Length);
        if (status == Status.Ok)
            page.CopyTo(new Span<byte>(_memory + address, page.Length));
        return status;
    }

    /// <inheritdoc/>
    public readonly Status Erase(uint address) => StorageRange.CheckErase(Geometry, address);
}
