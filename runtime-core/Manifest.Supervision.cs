using System;

namespace Nf.Runtime;

/// <summary>The supervision block, behind the byte of the engine.</summary>
public unsafe partial struct Manifest
{
    /// <summary>Whether the manifest has a supervision block.</summary>
    public readonly bool HasSupervision => _supervisionAt != 0;

    /// <summary>When the guest runs and what happens when it fails; <see cref="Supervision.Default"/> without a block. O(1).</summary>
    public readonly Supervision Supervision =>
        HasSupervision ? Supervision.Read(Content.Slice(_supervisionAt)) : Supervision.Default;

    /// <summary>Outputs that have a level of their own while the guest does not run; 0 without a block.</summary>
    public readonly int SafeOutputCount => HasSupervision ? Content[_supervisionAt + Supervision.SafeOutputsAt] : 0;

    /// <summary>An output that is safe at one level. O(index).</summary>
    /// <param name="index">Below <see cref="SafeOutputCount"/>.</param>
    /// <param name="pin">The pin's name in ASCII.</param>
    /// <param name="high">Its level.</param>
    public readonly void SafeOutput(int index, out ReadOnlySpan<byte> pin, out bool high)
    {
        int at = _supervisionAt + Supervision.FixedBytes;
        for (int i = 0; i < index; i++) at += 2 + Content[at];
        pin = Text(at);
        high = Content[at + 1 + pin.Length] != 0;
    }

    // Offset of what breaks a rule of the block, which is all that is left; -1 when nothing does.
    private int ReadSupervision(int at)
    {
        if (_length - at < Supervision.FixedBytes) return _length;
        int broken = Supervision.FirstBroken(Content.Slice(at), Limits.MemoryPages);
        if (broken >= 0) return at + broken;
        _supervisionAt = at;
        int count = SafeOutputCount;
        at += Supervision.FixedBytes;
        for (int i = 0; i < count; i++)
        {
            int start = at;
            if (!SkipText(ref at, isName: true)) return at;
            if (at >= _length || Content[at] > 1) return at;
            at++;
            // A guest sets no output that it may not set while it runs.
            if (HasSafeOutput(Text(start), i) || !Grants("gpio"u8, Text(start), "out"u8)) return start;
        }

        return at == _length ? -1 : at;
    }

    private readonly bool HasSafeOutput(ReadOnlySpan<byte> pin, int count)
    {
        for (int i = 0; i < count; i++)
        {
            SafeOutput(i, out ReadOnlySpan<byte> other, out _);
            if (other.SequenceEqual(pin)) return true;
        }

        return false;
    }
}
