namespace Nf.Platform;

/// <summary>Runs a guest on a stack whose size nf chose: the engine's use of the native stack is bounded against it.</summary>
public static unsafe partial class GuestThread
{
    /// <summary>The smallest stack that every Linux gives, in bytes: 128 KB, PTHREAD_STACK_MIN of arm64.</summary>
    public const int StackBytesMin = 128 * 1024;

    /// <summary>The largest stack, in bytes: 1 GB.</summary>
    public const int StackBytesMax = 1024 * 1024 * 1024;

    /// <summary>
    /// Runs a function on a thread of its own and waits until it returns. On Cortex-M there is one thread, and the linker script chose
    /// its stack: the function is called in place.
    /// </summary>
    /// <param name="function">Runs once.</param>
    /// <param name="argument">Passed to it.</param>
    /// <param name="stackBytes"><see cref="StackBytesMin"/> to <see cref="StackBytesMax"/>; not looked at on Cortex-M.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.InvalidArgument"/> for the stack size; <see cref="Status.OutOfMemory"/> when the
    /// system gives no thread (.NET throws then).
    /// </returns>
    public static partial Status Run(delegate* unmanaged<nint, void> function, nint argument, int stackBytes);

    /// <summary>
    /// How much of the stack that guests run on was used since the program started, at most. A board paints its stack at start; on Linux
    /// a fresh stack is zero. A deepest frame that ends in words which look untouched is not seen whole. O(bytes that were not used).
    /// </summary>
    /// <param name="usedBytes">The high-water mark; on Linux with what the C library keeps at the stack's top.</param>
    /// <param name="stackBytes">
    /// All the stack has, without the guard below it. 0, like the mark, on .NET, and before <see cref="Run"/> on Linux.
    /// </param>
    public static partial void MeasureStack(out int usedBytes, out int stackBytes);

    private static bool IsValidStack(int bytes) => bytes is >= StackBytesMin and <= StackBytesMax;
}
