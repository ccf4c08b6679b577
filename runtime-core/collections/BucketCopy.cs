using System;

namespace Nf.Runtime;

/// <summary>Copies the entries of a bucket into a new one, in order and without gaps.</summary>
internal static unsafe class BucketCopy
{
    /// <summary>
    /// Copies all entries, or all but one. O(capacity); one or two span operations where there are no gaps. The caller has paid.
    /// </summary>
    /// <param name="source">Slots of the old bucket.</param>
    /// <param name="count">Entries that it says it has.</param>
    /// <param name="marked">Slot of an entry, or <see cref="BucketSearch.Nowhere"/>.</param>
    /// <param name="keepMarked">Whether that entry is copied.</param>
    /// <param name="target">Slots of the new one, whatever they hold; what is copied stands at their beginning.</param>
    /// <param name="position">Where the marked entry is now, or was; behind the last entry when none is marked.</param>
    /// <returns>Ok, or BucketCorrupt when there are not as many entries, or the marked one is none.</returns>
    public static Status Run(ReadOnlySpan<Slot> source, uint count, int marked, bool keepMarked, Span<Slot> target, out int position)
    {
        position = (int)count;
        if (!IsDense(source, (int)count)) return RunWithGaps(source, count, marked, keepMarked, target, out position);
        if (marked >= (int)count) return Status.BucketCorrupt;
        if (marked != BucketSearch.Nowhere) position = marked;
        int behind = marked == BucketSearch.Nowhere || keepMarked ? position : position + 1;
        source.Slice(0, position).CopyTo(target);
        source.Slice(behind, (int)count - behind).CopyTo(target.Slice(position));
        return Status.Ok;
    }

    private static bool IsDense(ReadOnlySpan<Slot> slots, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (slots[i].Occupancy != Slot.Occupied) return false;
        }

        return true;
    }

    private static Status RunWithGaps(
        ReadOnlySpan<Slot> source, uint count, int marked, bool keepMarked, Span<Slot> target, out int position)
    {
        int copied = 0;
        bool passed = marked == BucketSearch.Nowhere;
        uint left = count;
        position = (int)count;
        for (int i = 0; i < source.Length && left != 0; i++)
        {
            if (source[i].Occupancy == Slot.Free) continue;
            if (source[i].Occupancy != Slot.Occupied) return Status.BucketCorrupt;
            left--;
            if (i == marked)
            {
                passed = true;
                position = copied;
                if (!keepMarked) continue;
            }

            target[copied++] = source[i];
        }

        return left == 0 && passed ? Status.Ok : Status.BucketCorrupt;
    }
}
