using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>The guest's arena on Linux, where the engine's code pages are 32 KiB.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256 * 1024)]
internal struct GuestStorage
{
    /// <summary>Native stack that a call of the guest may use, in bytes.</summary>
    public const uint NativeStackBytes = 256 * 1024;

    /// <summary>The same for a guest that was compiled ahead of time: little, so that it is used up soon.</summary>
    public const uint CompiledStackBytes = 16 * 1024;

    /// <summary>Arena of each of two guests in a pool, in bytes.</summary>
    public const int PooledArenaBytes = 120 * 1024;

    /// <summary>How many guests are made and dropped in a row.</summary>
    public const int Recycles = 100_000;
}
