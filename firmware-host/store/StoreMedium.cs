using System;
using System.Diagnostics.CodeAnalysis;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>A medium, the layout of a store on it, and a page for records and headers.</summary>
internal struct StoreMedium<TStorage>
    where TStorage : struct, IBlockStorage
{
    /// <summary>What is read at once: the stack of a board is small.</summary>
    private const int ReadBytes = 128;

    private PageBuffer _page;

    /// <summary>The device.</summary>
    public TStorage Storage;

    /// <summary>Where the parts of the store lie.</summary>
    public StoreLayout Layout;

    /// <summary>The page to be written next.</summary>
    [UnscopedRef]
    public Span<byte> Page => ((Span<byte>)_page).Slice(0, (int)Layout.PageBytes);

    /// <summary>Writes <see cref="Page"/>. One program.</summary>
    public Status ProgramPage(uint address) => Storage.Program(address, Page);

    /// <summary>Fills <see cref="Page"/> with what an erased page holds. O(page).</summary>
    public void ClearPage() => Page.Fill(Layout.ErasedValue);

    /// <summary>Whether the medium holds <see cref="Page"/> at an address: a program may fail without a word. O(page).</summary>
    public Status VerifyPage(uint address)
    {
        Span<byte> buffer = stackalloc byte[ReadBytes];
        for (int offset = 0; offset < Page.Length; offset += ReadBytes)
        {
            Span<byte> piece = buffer.Slice(0, Math.Min(ReadBytes, Page.Length - offset));
            Status status = Storage.Read(address + (uint)offset, piece);
            if (status != Status.Ok)
                return status;
            if (!piece.SequenceEqual(Page.Slice(offset, piece.Length)))
                return Status.IoError;
        }
        return Status.Ok;
    }

    /// <summary>Whether a page can be programmed without an erase; one that can't be read can't. O(page).</summary>
    public bool IsErased(uint address)
    {
        if (!Layout.NeedsErase)
            return true;
        ClearPage();
        return VerifyPage(address) == Status.Ok;
    }

    /// <summary>SHA-256 of bytes as they are on the medium now. O(bytes).</summary>
    public Status Hash(uint address, uint bytes, out Digest digest)
    {
        digest = default;
        Sha256 hash = default;
        hash.Initialize();
        Span<byte> buffer = stackalloc byte[ReadBytes];
        for (uint offset = 0; offset < bytes; offset += ReadBytes)
        {
            Span<byte> piece = buffer.Slice(0, (int)Math.Min(ReadBytes, bytes - offset));
            Status status = Storage.Read(address + offset, piece);
            if (status != Status.Ok)
                return status;
            hash.Append(piece);
        }
        return hash.Finish(digest);
    }
}
