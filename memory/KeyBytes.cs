using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Memory;

/// <summary>Equality and hash of a key by its bytes.</summary>
internal static class KeyBytes
{
    /// <summary>Whether two keys consist of the same bytes. O(size of the key).</summary>
    public static bool AreEqual<TKey>(in TKey left, in TKey right)
        where TKey : unmanaged
        => Of(in left).SequenceEqual(Of(in right));

    /// <summary>FNV-1a over the bytes (Fowler, Noll, Vo; 32 bits), then mixed, as the upper bits choose the place. O(size of the
    /// key).</summary>
    public static uint Hash<TKey>(in TKey key)
        where TKey : unmanaged
    {
        ReadOnlySpan<byte> bytes = Of(in key);
        uint hash = 2166136261;
        for (int i = 0; i < bytes.Length; i++)
            hash = (hash ^ bytes[i]) * 16777619;
        hash = (hash ^ (hash >> 16)) * 0x85EB_CA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2_AE35;
        return hash ^ (hash >> 16);
    }

    private static ReadOnlySpan<byte> Of<TKey>(in TKey key)
        where TKey : unmanaged
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TKey, byte>(ref Unsafe.AsRef(in key)), Unsafe.SizeOf<TKey>());
}
