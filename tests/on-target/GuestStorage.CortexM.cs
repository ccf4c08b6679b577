using System.Runtime.InteropServices;

namespace Nf.OnTarget;

/// <summary>The guest's arena on a board: 32 KiB hold its linear memory and what the engine compiles.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32 * 1024)]
internal struct GuestStorage
{
    /// <summary>Native stack that a call of the guest may use, in bytes.</summary>
    public const uint NativeStackBytes = 2048;

    /// <summary>The same for a guest that was compiled ahead of time: an import of 119 parameters takes 976 bytes, and four of those are asked for.</summary>
    public const uint CompiledStackBytes = 5120;

    /// <summary>Arena of each of two guests in a pool, in bytes.</summary>
    public const int PooledArenaBytes = 10 * 1024;

    /// <summary>How many guests are made and dropped in a row; an emulated board makes a thousand a second.</summary>
    public const int Recycles = 500;
}
