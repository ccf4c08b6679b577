using System;
using System.Threading;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Rig;

/// <summary>The line to a host in this process, which works while somebody reads or writes.</summary>
/// <param name="host">The host; it outlives the line.</param>
internal sealed class SimulatedLine(ManagedHost host) : TargetLine
{
    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        bytes = host.Receive(buffer);
        // Whoever waits for an answer that was lost on the way waits by our clock.
        if (bytes == 0)
            Thread.Sleep(1);
        return host.IsOn ? Status.Ok : Status.IoError;
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        host.Send(data);
        bytes = data.Length;
        return host.IsOn ? Status.Ok : Status.IoError;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
    }
}
