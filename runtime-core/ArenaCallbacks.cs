using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.Runtime;

/// <summary>An <see cref="Arena"/> as the three C functions of nf_engine_config; the context is the address of its region.</summary>
internal static unsafe class ArenaCallbacks
{
    private const int Alignment = 8;

    /// <summary>The context pointer of an arena.</summary>
    public static nint Context(Arena arena) => (nint)arena.Region;

    [UnmanagedCallersOnly]
    public static void* Allocate(nint context, uint bytes)
    {
        if (bytes > int.MaxValue || Arena.Attach((byte*)context, out Arena arena) != Status.Ok) return null;
        return arena.TryAllocate((int)bytes, Alignment, out byte* pointer) == Status.Ok ? pointer : null;
    }

    /// <summary>A block that cannot be given back stays lost until the arena is dropped with its instance.</summary>
    [UnmanagedCallersOnly]
    public static void Release(nint context, void* pointer)
    {
        if (Arena.Attach((byte*)context, out Arena arena) == Status.Ok) _ = arena.Release((byte*)pointer);
    }

    [UnmanagedCallersOnly]
    public static uint SizeOf(nint context, void* pointer)
    {
        if (Arena.Attach((byte*)context, out Arena arena) != Status.Ok) return 0;
        return arena.SizeOf((byte*)pointer, out int bytes) == Status.Ok ? (uint)bytes : 0;
    }
}
