using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// What the others do, done without a heap.
internal interface IShape
{
    int Area();
}

internal static unsafe class Snippet
{
    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        System.Span<int> numbers = stackalloc int[4];
        numbers.Fill(argumentCount);
        return AreaOf(new Square { Side = numbers[3] });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int AreaOf<TShape>(TShape shape)
        where TShape : struct, IShape
        => shape.Area();

    private struct Square : IShape
    {
        public int Side;

        public readonly int Area() => Side * Side;
    }
}
