using System.Runtime.CompilerServices;

namespace Nf.FirmwareHost;

/// <summary>Room for one frame as it is before stuffing.</summary>
[InlineArray(FrameCodec.FrameBytesMax)]
public struct FrameBytes
{
    private byte _first;
}
