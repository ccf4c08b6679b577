using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>One frame: a function and the byte offset in the module of the instruction it was at.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Frame
{
    /// <summary>Function index; <see cref="uint.MaxValue"/> when it is not known.</summary>
    public uint FunctionIndex;

    /// <summary>Byte offset in the module; of no meaning without <see cref="HasOffset"/>.</summary>
    public uint ModuleOffset;

    /// <summary>False when the engine knows only the function, as it does of code compiled ahead of time.</summary>
    public readonly bool HasOffset => ModuleOffset != uint.MaxValue;
}

/// <summary>The frames of a trap, innermost first. Mirrors <c>nf_backtrace</c> of nf_engine.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Backtrace
{
    /// <summary>Frames kept at most.</summary>
    public const int FramesMax = 8;

    /// <summary>Number of frames kept; 0 when nothing trapped.</summary>
    public uint Count;

    /// <summary>Frames that did not fit.</summary>
    public uint Dropped;

    /// <summary>The frames.</summary>
    public FrameArray Frames;

    /// <summary>Storage of the frames.</summary>
    [InlineArray(FramesMax)]
    public struct FrameArray
    {
        private Frame _first;
    }
}
