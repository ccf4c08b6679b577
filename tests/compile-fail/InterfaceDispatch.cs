using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

internal interface IShape
{
    int Area();
}

internal static unsafe class Snippet
{
#pragma warning disable CS0649 // Nothing can be put there.
    private static IShape? s_shape;
#pragma warning restore CS0649

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments) => AreaOf(s_shape!);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int AreaOf(IShape shape) => shape.Area();
}
