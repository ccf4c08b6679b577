using System.Collections.Generic;
using System.Linq;

namespace Nf.Bench;

/// <summary>One of bench/kernels.</summary>
/// <param name="Name">Its export is <c>kernel_NAME</c>: rounds as i32 to a checksum as i64.</param>
/// <param name="What">What it loads.</param>
internal sealed record Kernel(string Name, string What)
{
    /// <summary>All of them, as kernel.h lists them.</summary>
    public static IReadOnlyList<Kernel> All { get; } =
    [
        new("integer", "64-bit multiply, shift and exclusive or; 32-bit remainders"),
        new("float", "double precision: four stars that attract each other"),
        new("memory", "loads and stores of all widths in 8 KiB: copies, strides, a gather"),
        new("calls", "recursion of two functions that call each other"),
        new("indirect", "calls through a table of eight functions, in random order"),
        new("sha256", "SHA-256 of messages of 1,024 bytes"),
        new("sort", "heap sort of 128 integers"),
        new("matrix", "product of two matrices of 12 × 12 integers"),
        new("machine", "a state machine over 256 characters"),
    ];

    /// <summary>The kernel of that name, which there must be.</summary>
    public static Kernel Named(string name) => All.First(kernel => kernel.Name == name);

    /// <summary>The cheapest one: what is called first after loading.</summary>
    public static Kernel First => All[^1];
}
