using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>The code of each link: a host function is not told which import it was called for, so every link has its own.</summary>
internal static unsafe class LinkCode
{
    /// <summary>Links at a time; the specification's tests need ten.</summary>
    public const int Count = 16;

    /// <summary>The code of a link.</summary>
    /// <param name="link">Its index, less than <see cref="Count"/>.</param>
    public static delegate* unmanaged<HostCall*, int> Of(int link) => link switch
    {
        0 => &Call0,
        1 => &Call1,
        2 => &Call2,
        3 => &Call3,
        4 => &Call4,
        5 => &Call5,
        6 => &Call6,
        7 => &Call7,
        8 => &Call8,
        9 => &Call9,
        10 => &Call10,
        11 => &Call11,
        12 => &Call12,
        13 => &Call13,
        14 => &Call14,
        _ => &Call15,
    };

    [UnmanagedCallersOnly]
    private static int Call0(HostCall* call) => (int)LinkedFunctions.Call(0, call);

    [UnmanagedCallersOnly]
    private static int Call1(HostCall* call) => (int)LinkedFunctions.Call(1, call);

    [UnmanagedCallersOnly]
    private static int Call2(HostCall* call) => (int)LinkedFunctions.Call(2, call);

    [UnmanagedCallersOnly]
    private static int Call3(HostCall* call) => (int)LinkedFunctions.Call(3, call);

    [UnmanagedCallersOnly]
    private static int Call4(HostCall* call) => (int)LinkedFunctions.Call(4, call);

    [UnmanagedCallersOnly]
    private static int Call5(HostCall* call) => (int)LinkedFunctions.Call(5, call);

    [UnmanagedCallersOnly]
    private static int Call6(HostCall* call) => (int)LinkedFunctions.Call(6, call);

    [UnmanagedCallersOnly]
    private static int Call7(HostCall* call) => (int)LinkedFunctions.Call(7, call);

    [UnmanagedCallersOnly]
    private static int Call8(HostCall* call) => (int)LinkedFunctions.Call(8, call);

    [UnmanagedCallersOnly]
    private static int Call9(HostCall* call) => (int)LinkedFunctions.Call(9, call);

    [UnmanagedCallersOnly]
    private static int Call10(HostCall* call) => (int)LinkedFunctions.Call(10, call);

    [UnmanagedCallersOnly]
    private static int Call11(HostCall* call) => (int)LinkedFunctions.Call(11, call);

    [UnmanagedCallersOnly]
    private static int Call12(HostCall* call) => (int)LinkedFunctions.Call(12, call);

    [UnmanagedCallersOnly]
    private static int Call13(HostCall* call) => (int)LinkedFunctions.Call(13, call);

    [UnmanagedCallersOnly]
    private static int Call14(HostCall* call) => (int)LinkedFunctions.Call(14, call);

    [UnmanagedCallersOnly]
    private static int Call15(HostCall* call) => (int)LinkedFunctions.Call(15, call);
}
