using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

internal static unsafe class Snippet
{
    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        float half = argumentCount * 0.5f;
        return (int)half;
    }
}
