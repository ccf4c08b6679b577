using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>The last fault of a guest. Mirrors <c>nf_guest_fault</c> of nf_crash.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct GuestFault
{
    /// <summary>Frames kept at most.</summary>
    public const int FramesMax = 8;

    /// <summary>Time from the start to the fault.</summary>
    public ulong UptimeNanoseconds;

    /// <summary>Fuel in units that was left.</summary>
    public ulong Fuel;

    /// <summary>The guest's place.</summary>
    public uint Place;

    /// <summary>What happened.</summary>
    public Status Status;

    /// <summary>Frames that were kept.</summary>
    public uint FrameCount;

    /// <summary>Frames that did not fit.</summary>
    public uint FramesDropped;

    /// <summary>The frames, innermost first.</summary>
    public FrameArray Frames;

    private uint _reserved;

    internal uint Check;

    /// <summary>One frame: a function of the guest and the byte of its module.</summary>
    public struct Frame
    {
        /// <summary>Function index; <see cref="uint.MaxValue"/> when it is not known.</summary>
        public uint FunctionIndex;

        /// <summary>Byte offset in the module; <see cref="uint.MaxValue"/> when it is not known.</summary>
        public uint ModuleOffset;
    }

    /// <summary>Storage of the frames.</summary>
    [InlineArray(FramesMax)]
    public struct FrameArray
    {
        private Frame _first;
    }
}
