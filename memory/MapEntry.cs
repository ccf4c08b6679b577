namespace Nf.Memory;

/// <summary>A place of a <see cref="BoundedMap{TKey, TValue}"/>; all zero when free. Owned by the caller, who only provides the
/// memory.</summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public struct MapEntry<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    // The key's hash with the lowest bit set: never 0, so 0 is "free".
    internal uint Tag;
    internal TKey EntryKey;
    internal TValue EntryValue;

    /// <summary>Whether the place holds a key; only then do the other members mean anything.</summary>
    public readonly bool IsUsed => Tag != 0;

    /// <summary>The key.</summary>
    public readonly TKey Key => EntryKey;

    /// <summary>The value.</summary>
    public readonly TValue Value => EntryValue;
}
