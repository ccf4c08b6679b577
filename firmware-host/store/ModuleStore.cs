using System;
using System.Diagnostics.CodeAnalysis;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Two slots for packages on a medium whose power may fail at any time, and the choice which one runs.</summary>
/// <typeparam name="TStorage">The medium.</typeparam>
/// <remarks>
/// <para>
/// After a reset: <see cref="Open"/>, <see cref="Boot"/>, and <see cref="Confirm"/> once the module is healthy. An update:
/// <see cref="Begin"/>, <see cref="Write"/> until all bytes are there, <see cref="Verify"/>, <see cref="Activate"/>, reset. A module that
/// is not confirmed in <see cref="StoreOptions.BootsMax"/> boots gives way to the one before it.
/// </para>
/// <para>
/// What holds at every write, whole or torn: only the slot that does not run is erased or written; a header is written after its
/// package was read back and found whole; what is to be booted changes with one journal record; a package is booted only when its digest
/// (and its tag, when the store has a key) are right at that boot. So whatever a cut leaves, the module that ran or the one that was
/// activated is booted next. The design and its limits: docs/adr/0009.
/// </para>
/// <para>About 1.6 KiB. One caller at a time. Unless said otherwise calls end with what the medium reports when it fails.</para>
/// </remarks>
public struct ModuleStore<TStorage>
    where TStorage : struct, IBlockStorage
{
    /// <summary>Bytes of the shortest key: those of the hash (RFC 2104, section 3).</summary>
    public const int KeyBytesMin = Sha256.DigestSize;

    private const int NoSlot = -1;

    private StoreMedium<TStorage> _medium;
    private StoreJournal _journal;
    private SlotHeader _header0;
    private SlotHeader _header1;
    private HmacSha256 _key;
    private bool _hasKey;
    private bool _isBooted;
    private byte _bootsMax;
    private BootReason _reason;
    private int _running;

    // The upload: which slot, what was announced, and the page that is not full yet. The medium's own page is no place for it, for
    // a module may be confirmed or given up in the middle of an upload.
    private PageBuffer _page;
    private int _target;
    private uint _sequence;
    private PackageTicket _ticket;

    /// <summary>The medium. Set it up before <see cref="Open"/>.</summary>
    [UnscopedRef]
    public ref TStorage Storage => ref _medium.Storage;

    /// <summary>How many bytes of the upload the store has taken; 0 when there is no upload.</summary>
    public uint WrittenBytes { get; private set; }

    /// <summary>Bytes of the largest package.</summary>
    public readonly uint PackageBytesMax => _medium.Layout.PackageBytesMax;

    /// <summary>Bytes of the medium from the store's address on that it uses; 0 before <see cref="Open"/>.</summary>
    public readonly ulong Bytes => _medium.Layout.Bytes;

    /// <summary>Looks at the medium; writes nothing. O(journal).</summary>
    /// <param name="options">Where the store lies; the same at each start.</param>
    /// <param name="key">The device's key, at least <see cref="KeyBytesMin"/> bytes, not kept; empty: packages need no tag.</param>
    /// <returns>Ok, also for a medium without a store; InvalidArgument; OutOfRange when the store would leave the medium.</returns>
    public Status Open(in StoreOptions options, scoped ReadOnlySpan<byte> key)
    {
        _isBooted = false;
        _running = NoSlot;
        _reason = BootReason.None;
        AbandonUpload();
        if (key.Length is > 0 and < KeyBytesMin)
            return Status.InvalidArgument;
        Status status = StoreLayout.Create(_medium.Storage.Geometry, options, out _medium.Layout);
        if (status != Status.Ok)
            return status;
        _bootsMax = options.BootsMax;
        _hasKey = key.Length != 0;
        _key.Initialize(key);
        _journal.Open(ref _medium);
        ReadHeader(0);
        ReadHeader(1);
        return Status.Ok;
    }

    /// <summary>Chooses the module to run and counts the boot when it is on trial. O(bytes of both packages), one journal record.</summary>
    /// <param name="choice">The module; reason None when there is none.</param>
    /// <returns>Ok; NotFound when no package is valid; OutOfOrder for a second call without <see cref="Open"/>.</returns>
    public Status Boot(out BootChoice choice)
    {
        choice = new BootChoice { Slot = NoSlot };
        if (_isBooted)
            return Status.OutOfOrder;
        _isBooted = true;
        JournalRecord record = _journal.Latest;
        int trial = SlotOf(record.Trial);
        int stable = SlotOf(record.Stable);
        // A boot that can't be counted must not happen: a module that never gets well would be booted for ever.
        if (trial != NoSlot && record.Boots < _bootsMax && Check(trial) == Status.Ok && CountBoot(ref record) == Status.Ok)
            return Choose(trial, BootReason.Trial, out choice);
        if (stable != NoSlot && Check(stable) == Status.Ok)
            return Choose(stable, trial == NoSlot ? BootReason.Stable : BootReason.RolledBack, out choice);
        // The older of two activated packages was the stable one when the younger came.
        int first = Header(0).Sequence <= Header(1).Sequence ? 0 : 1;
        if (MayBeLastResort(first) && Check(first) == Status.Ok)
            return Choose(first, BootReason.LastResort, out choice);
        if (MayBeLastResort(1 - first) && Check(1 - first) == Status.Ok)
            return Choose(1 - first, BootReason.LastResort, out choice);
        return Status.NotFound;
    }

    /// <summary>
    /// Announces a package and makes the slot that does not run ready for it; a package there, staged or activated, is given up, and so
    /// is an upload that was not finished. At most two erases, or a page; on trial O(bytes of the stable package).
    /// </summary>
    /// <param name="ticket">What the package is.</param>
    /// <returns>
    /// Ok; LimitExceeded when it is too large; InvalidArgument when it has no bytes; NotSigned without the right tag; Busy while a module
    /// is on trial and the slot holds the one to go back to; OutOfOrder before <see cref="Boot"/>.
    /// </returns>
    public Status Begin(in PackageTicket ticket)
    {
        if (!_isBooted)
            return Status.OutOfOrder;
        if (ticket.Bytes == 0)
            return Status.InvalidArgument;
        if (ticket.Bytes > PackageBytesMax)
            return Status.LimitExceeded;
        if (!IsSigned(ticket))
            return Status.NotSigned;
        if (IsOtherNeeded())
            return Status.Busy;
        AbandonUpload();
        Status status = NextSequence(out uint sequence);
        if (status == Status.Ok && _journal.Latest.Generation == 0)
            status = _journal.Append(ref _medium, FirstRecord());
        if (status != Status.Ok)
            return status;
        // With nothing running, a package that is whole is kept, though it was never activated.
        int target = _running != NoSlot ? 1 - _running : Check(0) == Status.Ok ? 1 : 0;
        status = Invalidate(target);
        if (status != Status.Ok)
            return status;
        _target = target;
        _sequence = sequence;
        _ticket = ticket;
        return Status.Ok;
    }

    /// <summary>Takes the next bytes of the package. O(bytes), on flash an erase for each block that is entered.</summary>
    /// <param name="chunk">Any number of bytes.</param>
    /// <returns>Ok; OutOfOrder without <see cref="Begin"/>; OutOfRange for more bytes than announced, of which none is taken.</returns>
    /// <remarks>After any other failure the upload is over.</remarks>
    public Status Write(scoped ReadOnlySpan<byte> chunk)
    {
        if (_target == NoSlot)
            return Status.OutOfOrder;
        if ((uint)chunk.Length > _ticket.Bytes - WrittenBytes)
            return Status.OutOfRange;
        while (chunk.Length > 0)
        {
            int filled = (int)(WrittenBytes % _medium.Layout.PageBytes);
            if (filled == 0)
                UploadPage.Fill(_medium.Layout.ErasedValue);
            int count = Math.Min(chunk.Length, UploadPage.Length - filled);
            chunk.Slice(0, count).CopyTo(UploadPage.Slice(filled));
            chunk = chunk.Slice(count);
            uint offset = WrittenBytes - (uint)filled;
            WrittenBytes += (uint)count;
            bool isPageFull = filled + count == UploadPage.Length;
            if (!isPageFull && WrittenBytes < _ticket.Bytes)
                continue;
            Status status = ProgramUploadPage(offset);
            if (status == Status.Ok)
                continue;
            AbandonUpload();
            return status;
        }
        return Status.Ok;
    }

    /// <summary>Reads the package back from the medium, and writes its header if it is whole. O(bytes), one page or a few.</summary>
    /// <returns>
    /// Ok: the package is staged. OutOfOrder without <see cref="Begin"/>; TruncatedModule while bytes are missing, and the upload may go
    /// on; DigestMismatch.
    /// </returns>
    /// <remarks>After any other failure the upload is over. Whether the package is one that runs, the caller has to look.</remarks>
    public Status Verify()
    {
        if (_target == NoSlot)
            return Status.OutOfOrder;
        if (WrittenBytes < _ticket.Bytes)
            return Status.TruncatedModule;
        int slot = _target;
        SlotHeader header = new() { Sequence = _sequence, Ticket = _ticket };
        AbandonUpload();
        Status status = CheckContent(slot, header.Ticket);
        return status == Status.Ok ? WriteHeader(slot, header) : status;
    }

    /// <summary>Puts the package in the slot that does not run on trial, from the next boot on. O(bytes), a header and a record.</summary>
    /// <returns>
    /// Ok; NotFound when there is none; DigestMismatch or NotSigned when it is damaged; Busy while a module is on trial and has one to go
    /// back to; OutOfOrder before <see cref="Boot"/> or in the middle of an upload.
    /// </returns>
    /// <remarks>It may be one that ran before: this is how a confirmed module is undone.</remarks>
    public Status Activate()
    {
        if (!_isBooted || _target != NoSlot)
            return Status.OutOfOrder;
        if (IsOtherNeeded())
            return Status.Busy;
        int slot = _running != NoSlot ? 1 - _running : Header(0).Sequence >= Header(1).Sequence ? 0 : 1;
        SlotHeader header = Header(slot);
        if (header.Sequence == 0)
            return Status.NotFound;
        Status status = Check(slot);
        // If power failed while this header was written, its bits may be right today and wrong tomorrow.
        if (status == Status.Ok)
            status = WriteHeader(slot, header);
        if (status != Status.Ok)
            return status;
        JournalRecord record = _journal.Latest;
        record.Stable = RunningSequence();
        record.Trial = header.Sequence;
        record.Highest = Math.Max(record.Highest, Math.Max(record.Stable, record.Trial));
        record.Boots = 0;
        return _journal.Append(ref _medium, record);
    }

    /// <summary>Says that the module that runs is healthy: it is the stable one from now on. One record, or nothing.</summary>
    /// <returns>Ok, also when it is stable already; OutOfOrder when no module runs.</returns>
    public Status Confirm()
    {
        if (_running == NoSlot)
            return Status.OutOfOrder;
        uint sequence = RunningSequence();
        JournalRecord record = _journal.Latest;
        if (record.Stable == sequence && record.Trial != sequence)
            return Status.Ok;
        record.Stable = sequence;
        record.Highest = Math.Max(record.Highest, sequence);
        if (record.Trial == sequence)
        {
            record.Trial = 0;
            record.Boots = 0;
        }
        Status status = _journal.Append(ref _medium, record);
        if (status == Status.Ok)
            _reason = BootReason.Stable;
        return status;
    }

    /// <summary>Gives up the module on trial, running or only activated: the next boot takes the stable one. One record.</summary>
    /// <returns>Ok; NotFound when none is on trial, or when there is none to go back to; OutOfOrder before <see cref="Boot"/>.</returns>
    public Status RollBack()
    {
        if (!_isBooted)
            return Status.OutOfOrder;
        JournalRecord record = _journal.Latest;
        if (SlotOf(record.Trial) == NoSlot || SlotOf(record.Stable) == NoSlot || record.Boots == JournalRecord.BootsRejected)
            return Status.NotFound;
        record.Boots = JournalRecord.BootsRejected;
        return _journal.Append(ref _medium, record);
    }

    /// <summary>Gives up all packages: from the next boot on there is none. Two erases or two pages, and one record.</summary>
    /// <returns>Ok; OutOfOrder before <see cref="Boot"/>.</returns>
    /// <remarks>The package that runs goes last: if power fails before, it is booted once more.</remarks>
    public Status Forget()
    {
        if (!_isBooted)
            return Status.OutOfOrder;
        AbandonUpload();
        int last = _running == NoSlot ? 0 : _running;
        Status status = Invalidate(1 - last);
        if (status == Status.Ok)
            status = Invalidate(last);
        _running = NoSlot;
        _reason = BootReason.None;
        JournalRecord record = _journal.Latest;
        if (status != Status.Ok || record.Generation == 0)
            return status;
        record.Stable = 0;
        record.Trial = 0;
        record.Boots = 0;
        return _journal.Append(ref _medium, record);
    }

    /// <summary>What a slot holds, by its header. O(1), nothing is read.</summary>
    /// <param name="slot">0 or 1.</param>
    /// <param name="info">The answer.</param>
    /// <returns>Ok or OutOfRange.</returns>
    public Status Inspect(int slot, out SlotInfo info)
    {
        info = default;
        if ((uint)slot >= StoreLayout.SlotCount)
            return Status.OutOfRange;
        SlotHeader header = Header(slot);
        info.State = StateOf(header.Sequence);
        info.Sequence = header.Sequence;
        info.Bytes = header.Ticket.Bytes;
        info.Digest = header.Ticket.Digest;
        return Status.Ok;
    }

    /// <summary>Reads bytes of a package. O(bytes).</summary>
    /// <param name="slot">0 or 1.</param>
    /// <param name="offset">Of the first byte, in the package.</param>
    /// <param name="data">Filled whole on success.</param>
    /// <returns>Ok; NotFound when the slot holds none; OutOfRange.</returns>
    public Status Read(int slot, uint offset, Span<byte> data)
    {
        if ((uint)slot >= StoreLayout.SlotCount)
            return Status.OutOfRange;
        SlotHeader header = Header(slot);
        if (header.Sequence == 0)
            return Status.NotFound;
        if ((ulong)offset + (uint)data.Length > header.Ticket.Bytes)
            return Status.OutOfRange;
        return _medium.Storage.Read(_medium.Layout.Package(slot) + offset, data);
    }

    [UnscopedRef]
    private Span<byte> UploadPage => ((Span<byte>)_page).Slice(0, (int)_medium.Layout.PageBytes);

    [UnscopedRef]
    private ref SlotHeader Header(int slot) => ref slot == 0 ? ref _header0 : ref _header1;

    private readonly uint RunningSequence() => _running switch
    {
        0 => _header0.Sequence,
        1 => _header1.Sequence,
        _ => 0,
    };

    /// <summary>For a new medium, and for one that lost its journal: what runs by last resort has to stay.</summary>
    private readonly JournalRecord FirstRecord() => new() { Stable = RunningSequence(), Highest = RunningSequence() };

    private readonly int SlotOf(uint sequence)
    {
        if (sequence == 0)
            return NoSlot;
        return _header0.Sequence == sequence ? 0 : _header1.Sequence == sequence ? 1 : NoSlot;
    }

    private readonly SlotState StateOf(uint sequence)
    {
        JournalRecord record = _journal.Latest;
        if (sequence == 0)
            return SlotState.Empty;
        if (sequence == record.Trial)
            return record.Boots < _bootsMax || _reason == BootReason.Trial && record.Boots != JournalRecord.BootsRejected
                ? SlotState.Trial
                : SlotState.Rejected;
        if (sequence == record.Stable)
            return SlotState.Stable;
        return sequence <= record.Highest ? SlotState.Previous : SlotState.Staged;
    }

    /// <summary>Whether the module that runs is on trial and the other slot holds a sound one to go back to.</summary>
    private bool IsOtherNeeded()
    {
        if (_reason != BootReason.Trial)
            return false;
        int stable = SlotOf(_journal.Latest.Stable);
        return stable != NoSlot && Check(stable) == Status.Ok;
    }

    /// <summary>A package that was never activated is not booted, unless the journal that would say so is lost.</summary>
    private bool MayBeLastResort(int slot)
    {
        uint sequence = Header(slot).Sequence;
        return sequence != 0 && (sequence <= _journal.Latest.Highest || _journal.Latest.Generation == 0);
    }

    private Status Choose(int slot, BootReason reason, out BootChoice choice)
    {
        _running = slot;
        _reason = reason;
        choice = new BootChoice
        {
            Reason = reason,
            Slot = slot,
            Sequence = Header(slot).Sequence,
            Bytes = Header(slot).Ticket.Bytes,
            BootsLeft = reason == BootReason.Trial ? _bootsMax - _journal.Latest.Boots : 0,
        };
        return Status.Ok;
    }

    private Status CountBoot(ref JournalRecord record)
    {
        record.Boots++;
        return _journal.Append(ref _medium, record);
    }

    /// <summary>One more than every number that may still mean something.</summary>
    private readonly Status NextSequence(out uint sequence)
    {
        JournalRecord record = _journal.Latest;
        uint highest = Math.Max(Math.Max(_header0.Sequence, _header1.Sequence), record.Highest);
        sequence = highest + 1;
        return highest == uint.MaxValue ? Status.LimitExceeded : Status.Ok;
    }

    /// <summary>Whether a slot's package is one that may run: its tag and its bytes. O(bytes).</summary>
    private Status Check(int slot)
    {
        PackageTicket ticket = Header(slot).Ticket;
        if (Header(slot).Sequence == 0)
            return Status.NotFound;
        return IsSigned(ticket) ? CheckContent(slot, ticket) : Status.NotSigned;
    }

    private Status CheckContent(int slot, in PackageTicket ticket)
    {
        Status status = _medium.Hash(_medium.Layout.Package(slot), ticket.Bytes, out Digest digest);
        if (status != Status.Ok)
            return status;
        return ConstantTime.AreEqual(digest, ticket.Digest) ? Status.Ok : Status.DigestMismatch;
    }

    private readonly bool IsSigned(in PackageTicket ticket)
    {
        if (!_hasKey)
            return true;
        HmacSha256 mac = _key;
        mac.Append(ticket.Digest);
        mac.Finish(out Digest tag);
        return ConstantTime.AreEqual(tag, ticket.Tag);
    }

    private void AbandonUpload()
    {
        _target = NoSlot;
        WrittenBytes = 0;
    }

    private Status Invalidate(int slot)
    {
        Header(slot) = default;
        uint address = _medium.Layout.Slot(slot);
        if (_medium.Layout.NeedsErase)
            return _medium.Storage.Erase(address);
        _medium.ClearPage();
        return _medium.ProgramPage(address);
    }

    private Status ProgramUploadPage(uint offset)
    {
        uint address = _medium.Layout.Package(_target) + offset;
        // The first block was erased when its header was.
        if (_medium.Layout.NeedsErase && address % _medium.Layout.EraseBlockBytes == 0)
        {
            Status status = _medium.Storage.Erase(address);
            if (status != Status.Ok)
                return status;
        }
        return _medium.Storage.Program(address, UploadPage);
    }

    private Status WriteHeader(int slot, in SlotHeader header)
    {
        Span<byte> bytes = stackalloc byte[SlotHeader.Size];
        header.Encode(bytes);
        for (int offset = 0; offset < SlotHeader.Size; offset += _medium.Page.Length)
        {
            _medium.ClearPage();
            bytes.Slice(offset, Math.Min(_medium.Page.Length, SlotHeader.Size - offset)).CopyTo(_medium.Page);
            Status status = _medium.ProgramPage(_medium.Layout.Slot(slot) + (uint)offset);
            if (status != Status.Ok)
                return status;
        }
        return ReadHeader(slot) == header.Sequence ? Status.Ok : Status.IoError;
    }

    /// <summary>Takes a header from the medium; one that can't be read is none.</summary>
    private uint ReadHeader(int slot)
    {
        Span<byte> bytes = stackalloc byte[SlotHeader.Size];
        Status status = _medium.Storage.Read(_medium.Layout.Slot(slot), bytes);
        Header(slot) = status == Status.Ok ? SlotHeader.Decode(bytes, _medium.Layout.PackageBytesMax) : default;
        return Header(slot).Sequence;
    }
}
