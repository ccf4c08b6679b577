using System;
using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>Comparisons whose time says nothing about what was compared.</summary>
public static class ConstantTime
{
    /// <summary>Whether two secrets are equal. O(bytes): the same time wherever they differ; different lengths are told at once.</summary>
    /// <param name="left">Any bytes.</param>
    /// <param name="right">Any bytes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool AreEqual(scoped ReadOnlySpan<byte> left, scoped ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
            return false;
        int difference = 0;
        for (int i = 0; i < left.Length; i++)
            difference |= left[i] ^ right[i];
        return difference == 0;
    }
}
