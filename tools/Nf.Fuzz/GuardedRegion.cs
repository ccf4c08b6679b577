using System;
using System.Runtime.InteropServices;
using Nf.Errors;

namespace Nf.Fuzz;

/// <summary>
/// Memory between pages that nobody may touch: an access past its end ends the process at once. What the page size leaves over stands in
/// front and holds a pattern.
/// </summary>
internal sealed unsafe class GuardedRegion : IDisposable
{
    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;
    private const byte Pattern = 0x5C;
    private const int PageBytes = 4096;

    private readonly byte* _mapping;
    private readonly nuint _mappingBytes;
    private readonly int _front;

    /// <summary>Takes memory, all zero.</summary>
    /// <param name="bytes">Size; a multiple of 8 if the start shall be aligned to that.</param>
    public GuardedRegion(int bytes)
    {
        Bytes = bytes;
        int pages = (bytes + PageBytes - 1) / PageBytes;
        _mappingBytes = (nuint)((pages + 2) * PageBytes);
        nint mapping = mmap(0, _mappingBytes, NoAccess, PrivateAnonymous, -1, 0);
        if (mapping == -1 || mprotect(mapping + PageBytes, (nuint)(pages * PageBytes), ReadWrite) != 0)
            throw new NfException(Status.OutOfMemory, $"There is no memory of {bytes} bytes.");
        _mapping = (byte*)mapping;
        _front = pages * PageBytes - bytes;
        Start = _mapping + PageBytes + _front;
        Restore();
    }

    /// <summary>The first byte.</summary>
    public byte* Start { get; }

    /// <summary>Its size.</summary>
    public int Bytes { get; }

    /// <summary>Whether nobody wrote in front of it.</summary>
    public bool IsIntact => !new ReadOnlySpan<byte>(_mapping + PageBytes, _front).ContainsAnyExcept(Pattern);

    /// <summary>Puts the pattern there again, after somebody wrote.</summary>
    public void Restore() => new Span<byte>(_mapping + PageBytes, _front).Fill(Pattern);

    /// <summary>Places bytes so that they end where the region ends.</summary>
    /// <returns>Their first byte.</returns>
    public byte* PlaceAtEnd(ReadOnlySpan<byte> bytes)
    {
        byte* start = Start + Bytes - bytes.Length;
        bytes.CopyTo(new Span<byte>(start, bytes.Length));
        return start;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = munmap((nint)_mapping, _mappingBytes);

    [DllImport("libc")]
    private static extern nint mmap(nint address, nuint bytes, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(nint address, nuint bytes, int protection);

    [DllImport("libc")]
    private static extern int munmap(nint address, nuint bytes);
}
