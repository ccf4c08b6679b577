using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Addresses of a store's parts: the journal, slot 0, slot 1, one behind the other.</summary>
internal struct StoreLayout
{
    /// <summary>Slots of a store.</summary>
    public const int SlotCount = 2;

    /// <summary>Where a block needs no erase, the journal goes around in so many pages, and each is written every 16th time only.</summary>
    private const uint JournalPagesWithoutErase = 16;

    /// <summary>One block holds the newest record while the other is erased.</summary>
    private const uint JournalBlocks = 2;

    private StorageGeometry _geometry;
    private uint _address;
    private uint _slotBytes;

    /// <summary>Bytes of a program page.</summary>
    public readonly uint PageBytes => _geometry.ProgramPageBytes;

    /// <summary>Bytes of an erase block, 0 where there is none.</summary>
    public readonly uint EraseBlockBytes => _geometry.EraseBlockBytes;

    /// <summary>What an erased byte reads as.</summary>
    public readonly byte ErasedValue => _geometry.ErasedValue;

    /// <summary>Whether a page must be erased before it is programmed.</summary>
    public readonly bool NeedsErase => _geometry.NeedsErase;

    /// <summary>Pages of the journal.</summary>
    public readonly uint JournalPages =>
        NeedsErase ? JournalBlocks * (EraseBlockBytes / PageBytes) : JournalPagesWithoutErase;

    /// <summary>Bytes between a slot's start and its package: whole pages; 0 of a medium that never came to be.</summary>
    public readonly uint HeaderBytes => PageBytes == 0 ? 0 : (SlotHeader.Size + PageBytes - 1) / PageBytes * PageBytes;

    /// <summary>Bytes of the largest package.</summary>
    public readonly uint PackageBytesMax => _slotBytes - HeaderBytes;

    /// <summary>Takes the shape of the medium and what was chosen for the store. O(1).</summary>
    /// <returns>Ok; InvalidArgument when the numbers don't fit each other; OutOfRange when the store would leave the medium.</returns>
    public static Status Create(in StorageGeometry geometry, in StoreOptions options, out StoreLayout layout)
    {
        layout = new StoreLayout { _geometry = geometry, _address = options.Address, _slotBytes = options.SlotBytes };
        if (!geometry.IsValid || options.Address % geometry.UnitBytes != 0 || options.SlotBytes % geometry.UnitBytes != 0)
            return Status.InvalidArgument;
        if (options.SlotBytes <= layout.HeaderBytes || options.BootsMax is 0 or > StoreOptions.BootsMaxMax)
            return Status.InvalidArgument;
        return options.Address + layout.Bytes <= geometry.Bytes ? Status.Ok : Status.OutOfRange;
    }

    /// <summary>Bytes of the whole store: the next one may begin behind them.</summary>
    public readonly ulong Bytes => ((ulong)JournalPages * PageBytes) + ((ulong)SlotCount * _slotBytes);

    /// <summary>Address of a page of the journal. O(1).</summary>
    public readonly uint JournalPage(uint index) => _address + (index * PageBytes);

    /// <summary>Address of a slot, which is that of its header. O(1).</summary>
    public readonly uint Slot(int slot) => JournalPage(JournalPages) + ((uint)slot * _slotBytes);

    /// <summary>Address of a slot's package. O(1).</summary>
    public readonly uint Package(int slot) => Slot(slot) + HeaderBytes;
}
