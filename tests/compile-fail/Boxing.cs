using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

internal static unsafe class Snippet
{
    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments) => Hash(argumentCount);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Hash(object value) => value.GetHashCode();
}
