using System;

namespace Nf.Cli;

/// <summary>The pages of a medium before and after an update, to tell what a cut left of them.</summary>
/// <param name="before">The medium before the update.</param>
/// <param name="after">The same after it.</param>
/// <param name="pageBytes">Bytes that the medium writes at once.</param>
internal sealed class MediumPages(byte[] before, byte[] after, int pageBytes)
{
    /// <summary>Counts pages that are neither as before, nor as after, nor blank.</summary>
    public int CountTorn(ReadOnlySpan<byte> medium)
    {
        int torn = 0;
        for (int at = 0; at < medium.Length; at += pageBytes)
        {
            ReadOnlySpan<byte> page = medium.Slice(at, pageBytes);
            bool isWhole = page.SequenceEqual(before.AsSpan(at, pageBytes)) || page.SequenceEqual(after.AsSpan(at, pageBytes))
                || !page.ContainsAnyExcept(page[0]);
            torn += isWhole ? 0 : 1;
        }
        return torn;
    }
}
