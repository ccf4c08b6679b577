using System;
using Nf.Platform;

namespace Nf.Target;

/// <summary>A line in the form that the core's client takes.</summary>
internal readonly struct SessionLine(TargetLine line) : IByteLine
{
    public Status Read(Span<byte> buffer, out int bytes) => line.Read(buffer, out bytes);

    public Status Write(ReadOnlySpan<byte> data, out int bytes) => line.Write(data, out bytes);
}
