using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Records one behind the other in a ring of pages; the newest whole one counts.</summary>
/// <remarks>
/// A page that holds the newest record is never erased or written: on flash the ring has two erase blocks and the newest record is in the
/// other one whenever a block is erased. What a cut leaves of a record fails its checksum, and the one before it counts.
/// A page that can't be read counts as one without a record.
/// </remarks>
internal struct StoreJournal
{
    private uint _latestPage;

    /// <summary>The newest record; generation 0 when there is none.</summary>
    public JournalRecord Latest { get; private set; }

    /// <summary>Looks for the newest record. O(pages).</summary>
    public void Open<TStorage>(ref StoreMedium<TStorage> medium)
        where TStorage : struct, IBlockStorage
    {
        this = default;
        Span<byte> bytes = stackalloc byte[JournalRecord.Size];
        for (uint page = 0; page < medium.Layout.JournalPages; page++)
        {
            if (medium.Storage.Read(medium.Layout.JournalPage(page), bytes) != Status.Ok)
                continue;
            JournalRecord record = JournalRecord.Decode(bytes);
            if (record.Generation <= Latest.Generation)
                continue;
            Latest = record;
            _latestPage = page;
        }
    }

    /// <summary>Writes a record, which is the newest then. One program, on flash now and then an erase; O(pages) at worst.</summary>
    /// <param name="medium">Its page is overwritten.</param>
    /// <param name="record">Everything but its generation.</param>
    /// <returns>Ok; LimitExceeded after 2^32 - 1 records; IoError when no page takes it; or what the medium reports.</returns>
    public Status Append<TStorage>(ref StoreMedium<TStorage> medium, JournalRecord record)
        where TStorage : struct, IBlockStorage
    {
        if (Latest.Generation == uint.MaxValue)
            return Status.LimitExceeded;
        record.Generation = Latest.Generation + 1;
        uint pages = medium.Layout.JournalPages;
        uint page = Latest.Generation == 0 ? pages - 1 : _latestPage;
        for (uint tried = 1; tried < pages; tried++)
        {
            page = (page + 1) % pages;
            Status status = Prepare(ref medium, page, out bool isFree);
            if (status != Status.Ok)
                return status;
            if (!isFree)
                continue;
            status = Write(ref medium, page, record, out bool isWritten);
            if (status != Status.Ok)
                return status;
            if (isWritten)
                return Status.Ok;
        }
        return Status.IoError;
    }

    /// <summary>Erases the block that begins with the page, unless the newest record is in it.</summary>
    private readonly Status Prepare<TStorage>(ref StoreMedium<TStorage> medium, uint page, out bool isFree)
        where TStorage : struct, IBlockStorage
    {
        isFree = true;
        StoreLayout layout = medium.Layout;
        if (!layout.NeedsErase)
            return Status.Ok;
        uint pagesPerBlock = layout.EraseBlockBytes / layout.PageBytes;
        bool hasLatest = Latest.Generation != 0 && _latestPage / pagesPerBlock == page / pagesPerBlock;
        if (page % pagesPerBlock == 0 && !hasLatest)
            return medium.Storage.Erase(layout.JournalPage(page));
        isFree = medium.IsErased(layout.JournalPage(page));
        return Status.Ok;
    }

    private Status Write<TStorage>(ref StoreMedium<TStorage> medium, uint page, in JournalRecord record, out bool isWritten)
        where TStorage : struct, IBlockStorage
    {
        isWritten = false;
        uint address = medium.Layout.JournalPage(page);
        medium.ClearPage();
        record.Encode(medium.Page);
        Status status = medium.ProgramPage(address);
        if (status != Status.Ok)
            return status;
        isWritten = medium.VerifyPage(address) == Status.Ok;
        if (!isWritten)
            return Status.Ok;
        Latest = record;
        _latestPage = page;
        return Status.Ok;
    }
}
