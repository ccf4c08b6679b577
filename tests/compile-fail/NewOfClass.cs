using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// The object is stored where others see it, or the compiler would do without it.
internal static unsafe class Snippet
{
    private static Node? s_last;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        s_last = new Node { Value = argumentCount };
        return Read(s_last);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Read(Node node) => node.Value;

    private sealed class Node
    {
        public int Value;
    }
}
