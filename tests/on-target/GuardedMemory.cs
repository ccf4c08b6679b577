using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Linear memory for compiled guests whose code does not check: behind it every address faults.</summary>
internal static unsafe partial class GuardedMemory
{
    /// <summary>Guests at a time: two of a pool, and one.</summary>
    public const int Places = 3;

    /// <summary>Linear memory of each: a page, as there is no smaller step of what is accessible.</summary>
    public const uint MemoryBytes = 65536;

    /// <summary>Puts guarded memory, all zero, in place of an instance's, if its code needs that.</summary>
    /// <param name="place">Below <see cref="Places"/>; who had it before is gone.</param>
    /// <param name="options">The instance's.</param>
    /// <returns>Ok; OutOfMemory; NotSupported where there is no such memory.</returns>
    public static Status Lend(int place, ref InstanceOptions options)
    {
        Status status = Status.Ok;
        if (AheadModule.ReservedBytesFor(options.Ahead) == 0) return status;
        status = Status.NotSupported;
        LendPages(place, ref options, ref status);
        return status;
    }

    static partial void LendPages(int place, ref InstanceOptions options, ref Status status);
}
