using System;

namespace Nf.Runtime;

/// <summary>What a <see cref="SharedRing"/> does when it is full.</summary>
[Flags]
public enum RingFlags : uint
{
    /// <summary>The producer is refused and counts it.</summary>
    Refuse = 0,

    /// <summary>The oldest element is overwritten; the consumer counts what it missed.</summary>
    Overwrite = 1,
}
