using System;

namespace Nf.Platform;

/// <summary>NOR flash, SD card or EEPROM in memory, with the rules of its kind and power that can be cut at any write.</summary>
/// <remarks>
/// Sectors of a card are old or new after a cut; pages of flash and EEPROM, and erase blocks, are torn as <see cref="TornWrite"/> says.
/// Not modelled: bits that read differently each time, wear, disturbed neighbours, time.
/// </remarks>
public unsafe struct SimulatedStorage : IBlockStorage
{
    private byte* _memory;
    private StorageGeometry _geometry;
    private XorShift32 _random;
    private uint _writesUntilCut;
    private TornWrite _torn;

    /// <inheritdoc/>
    public readonly StorageGeometry Geometry => _geometry;

    /// <summary>Pages programmed since <see cref="Attach"/>, the one that was cut included.</summary>
    public uint ProgramCount { get; private set; }

    /// <summary>Blocks erased since <see cref="Attach"/>, the one that was cut included.</summary>
    public uint EraseCount { get; private set; }

    /// <summary>Whether power is off: every call fails with <see cref="Status.IoError"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Gives the device its content, which stays as it is, and switches it on. O(1).</summary>
    /// <param name="memory">As many bytes as the geometry says; they must not move and must outlive the device.</param>
    /// <param name="geometry">The shape of the device.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status Attach(byte* memory, in StorageGeometry geometry)
    {
        if (memory == null || !geometry.IsValid)
            return Status.InvalidArgument;
        this = default;
        _memory = memory;
        _geometry = geometry;
        return Status.Ok;
    }

    /// <summary>Cuts the power during a later write. O(1).</summary>
    /// <param name="writesFromNow">1: during the next program or erase; 0 takes the choice back.</param>
    /// <param name="torn">What the write leaves.</param>
    /// <param name="seed">Any number but 0; the same one tears the same way.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.InvalidArgument"/>.</returns>
    public Status CutPower(uint writesFromNow, TornWrite torn, uint seed)
    {
        if (seed == 0 || (uint)torn > (uint)TornWrite.Mixed)
            return Status.InvalidArgument;
        _writesUntilCut = writesFromNow;
        _torn = torn;
        _random = new XorShift32(seed);
        return Status.Ok;
    }

    /// <summary>Switches the device on again, with no cut ahead. O(1).</summary>
    public void RestorePower()
    {
        IsOff = false;
        _writesUntilCut = 0;
    }

    /// <inheritdoc/>
    public readonly Status Read(uint address, Span<byte> data)
    {
        Status status = StorageRange.CheckRead(_geometry, address, data.Length);
        if (status != Status.Ok || IsOff)
            return status == Status.Ok ? Status.IoError : status;
        new ReadOnlySpan<byte>(_memory + address, data.Length).CopyTo(data);
        return Status.Ok;
    }

    /// <inheritdoc/>
    public Status Program(uint address, ReadOnlySpan<byte> page)
    {
        Status status = StorageRange.CheckProgram(_geometry, address, page.Length);
        if (status != Status.Ok || IsOff)
            return status == Status.Ok ? Status.IoError : status;
        ProgramCount++;
        TornWrite extent = NextExtent();
        int whole = WholeBytes(extent, page.Length);
        for (int i = 0; i < page.Length; i++)
        {
            ref byte cell = ref _memory[address + (uint)i];
            byte target = _geometry.Kind == StorageKind.Nor ? (byte)(cell & page[i]) : page[i];
            if (i < whole)
                cell = target;
            else if (extent == TornWrite.Mixed)
                cell = MixedByte(cell, target);
        }
        return IsOff ? Status.IoError : Status.Ok;
    }

    /// <inheritdoc/>
    public Status Erase(uint address)
    {
        Status status = StorageRange.CheckErase(_geometry, address);
        if (status != Status.Ok || IsOff)
            return status == Status.Ok ? Status.IoError : status;
        EraseCount++;
        TornWrite extent = NextExtent();
        int whole = WholeBytes(extent, (int)_geometry.EraseBlockBytes);
        for (int i = 0; i < (int)_geometry.EraseBlockBytes; i++)
        {
            ref byte cell = ref _memory[address + (uint)i];
            if (i < whole)
                cell = _geometry.ErasedValue;
            else if (extent == TornWrite.Mixed)
                cell = MixedByte(cell, _geometry.ErasedValue);
        }
        return IsOff ? Status.IoError : Status.Ok;
    }

    /// <summary>How much of this write happens: all of it unless it is the one that is cut.</summary>
    private TornWrite NextExtent()
    {
        if (_writesUntilCut == 0 || --_writesUntilCut != 0)
            return TornWrite.Whole;
        IsOff = true;
        if (_geometry.Kind == StorageKind.Sector && _torn > TornWrite.Whole)
            return (_random.Next() & 1) != 0 ? TornWrite.Whole : TornWrite.Nothing;
        return _torn;
    }

    private int WholeBytes(TornWrite extent, int length) => extent switch
    {
        TornWrite.Whole => length,
        TornWrite.Prefix => (int)(_random.Next() % (uint)length),
        _ => 0,
    };

    private byte MixedByte(byte before, byte after)
    {
        uint random = _random.Next();
        if (_geometry.Kind == StorageKind.Byte && random >> 30 == 0)
            return _geometry.ErasedValue;
        byte chosen = (byte)random;
        return (byte)((before & ~chosen) | (after & chosen));
    }
}
