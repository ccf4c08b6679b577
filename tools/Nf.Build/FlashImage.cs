using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Errors;

namespace Nf.Build;

/// <summary>What a board's flash is to hold.</summary>
/// <param name="Segments">By address; none touches another.</param>
public sealed record FlashImage(IReadOnlyList<FlashSegment> Segments)
{
    /// <summary>What erased flash holds.</summary>
    public const byte Erased = 0xff;

    /// <summary>The image in an ELF file: all that is loaded, at its load address.</summary>
    /// <exception cref="NfException">It is no ELF file, or nothing in it is loaded.</exception>
    public static FlashImage Read(string elfPath) => Of(new ElfFile(elfPath).Loaded());

    /// <summary>An image of some pieces.</summary>
    /// <param name="pieces">In any order; empty ones and neighbours are joined.</param>
    /// <exception cref="NfException">BuildFailed: two overlap, or there is none.</exception>
    public static FlashImage Of(IEnumerable<FlashSegment> pieces)
    {
        List<FlashSegment> segments = [];
        foreach (FlashSegment piece in pieces.Where(piece => piece.Bytes.Length != 0).OrderBy(piece => piece.Address))
        {
            ulong end = segments.Count == 0 ? 0 : segments[^1].End;
            if (segments.Count != 0 && piece.Address < end)
                throw new NfException(Status.BuildFailed, $"the image has two parts at address 0x{piece.Address:x8}");
            if (segments.Count != 0 && piece.Address == end)
                segments[^1] = segments[^1] with { Bytes = [.. segments[^1].Bytes, .. piece.Bytes] };
            else
                segments.Add(piece);
        }
        return segments.Count != 0 ? new FlashImage(segments) : throw new NfException(Status.BuildFailed, "the image has nothing to load");
    }

    /// <summary>All bytes from the first address to the last; what lies between segments is as erased.</summary>
    /// <exception cref="NfException">LimitExceeded: the segments lie too far apart for that.</exception>
    public byte[] ToBinary()
    {
        const ulong BytesMax = 64 << 20;
        ulong bytes = Segments[^1].End - Segments[0].Address;
        if (bytes > BytesMax)
            throw new NfException(Status.LimitExceeded, $"the image spans {bytes} bytes, too many for a .bin file; take hex or uf2");
        byte[] binary = new byte[bytes];
        Array.Fill(binary, Erased);
        foreach (FlashSegment segment in Segments)
            segment.Bytes.CopyTo(binary, segment.Address - Segments[0].Address);
        return binary;
    }

    /// <summary>Writes the image as a file.</summary>
    /// <param name="format">The format.</param>
    /// <param name="path">The file.</param>
    /// <param name="board">The board, whose family UF2 names.</param>
    /// <exception cref="NfException">NotSupported: UF2 for a board that does not take it; FileUnreadable.</exception>
    public void Write(ImageFormat format, string path, BoardDescription board)
    {
        byte[] content = format switch
        {
            ImageFormat.Bin => ToBinary(),
            ImageFormat.Hex => IntelHex.Encode(this),
            ImageFormat.Uf2 => Uf2.Encode(this, board.Uf2Family ?? throw new NfException(Status.NotSupported,
                $"{board.Name} does not take .uf2 files: its board.yaml names no uf2_family; take bin, hex or elf")),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        try
        {
            File.WriteAllBytes(path, content);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NfException(Status.FileUnreadable, $"{path}: cannot be written: {error.Message}", error);
        }
    }
}
