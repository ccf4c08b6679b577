using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

internal static unsafe class Snippet
{
    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        return Sum(new int[argumentCount]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Sum(int[] numbers)
    {
        int sum = 0;
        for (int i = 0; i < numbers.Length; i++)
            sum += numbers[i];
        return sum;
    }
}
