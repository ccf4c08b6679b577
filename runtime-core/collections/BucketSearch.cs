using System;

namespace Nf.Runtime;

/// <summary>Finds a key in a bucket.</summary>
internal static unsafe class BucketSearch
{
    /// <summary>What <see cref="Find"/> gives when there is no such key.</summary>
    public const int Nowhere = -1;

    // Strings are paid for when this many units of comparing have come together, so that short ones cost no call.
    private const uint UnitsAtOnce = 256;

    /// <summary>Finds a key's slot. O(capacity), and the bytes of strings as long as the key; the guest pays for both.</summary>
    /// <param name="call">The host function's call.</param>
    /// <param name="bucket">Opened since the guest ran last.</param>
    /// <param name="type">What the keys are.</param>
    /// <param name="key">The key.</param>
    /// <param name="index">Its slot, or <see cref="Nowhere"/>.</param>
    /// <returns>Ok, TrapOutOfFuel, TrapBadPointer for the key or one in the bucket, or BucketCorrupt.</returns>
    public static Status Find(HostCall* call, in Bucket bucket, ElementType type, WordPair key, out int index)
    {
        index = Nowhere;
        ReadOnlySpan<byte> text = default;
        Status status = type == ElementType.Text ? KeyRule.Text(call, key, out text) : Status.Ok;
        if (status != Status.Ok) return status;
        status = bucket.Slots(call, out Span<Slot> slots);
        if (status == Status.Ok) status = call->Charge(1 + bucket.Capacity);
        if (status != Status.Ok) return status;
        uint left = bucket.Count, units = 0;
        for (int i = 0; i < slots.Length && left != 0; i++)
        {
            ref readonly Slot slot = ref slots[i];
            if (slot.Occupancy == Slot.Free) continue;
            if (slot.Occupancy != Slot.Occupied) return Status.BucketCorrupt;
            left--;
            bool same = false;
            if (type != ElementType.Text) same = KeyRule.Same(type, slot.Key, key);
            else if (slot.Key.High == key.High) status = SameText(call, slot.Key, text, ref units, out same);
            if (status != Status.Ok) return status;
            if (!same) continue;
            index = i;
            return Status.Ok;
        }

        return left == 0 ? Status.Ok : Status.BucketCorrupt;
    }

    private static Status SameText(HostCall* call, WordPair key, ReadOnlySpan<byte> text, ref uint units, out bool same)
    {
        same = false;
        units += (uint)text.Length / HostCall.BytesInUnit;
        if (units >= UnitsAtOnce)
        {
            Status paid = call->Charge(units);
            if (paid != Status.Ok) return paid;
            units = 0;
        }

        Status status = KeyRule.Text(call, key, out ReadOnlySpan<byte> other);
        if (status == Status.Ok) same = text.SequenceEqual(other);
        return status;
    }
}
