using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

internal static unsafe class Snippet
{
    private static readonly int s_seed = Compute(7);

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments) => s_seed + argumentCount;

    // An address is not known before the program runs, so the compiler cannot compute this ahead.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Compute(int value) => (int)(nint)(&value);
}
