using System;

namespace Nf.Target;

/// <summary>An open line to a target. Not for several threads at once.</summary>
public abstract class TargetLine : IDisposable
{
    /// <summary>How long a read waits for its first byte, in milliseconds.</summary>
    protected const int ReadWaitMilliseconds = 10;

    /// <summary>Takes bytes that arrived; waits a little for the first.</summary>
    /// <param name="buffer">Gets them.</param>
    /// <param name="bytes">How many; 0 when none came.</param>
    /// <returns>Ok; IoError when the line is broken.</returns>
    public abstract Status Read(Span<byte> buffer, out int bytes);

    /// <summary>Gives bytes to the line, as many as it takes without waiting.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="bytes">How many it took.</param>
    /// <returns>Ok; IoError when the line is broken.</returns>
    public abstract Status Write(ReadOnlySpan<byte> data, out int bytes);

    /// <summary>Closes the line.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the line.</summary>
    /// <param name="isDisposing">Whether <see cref="Dispose()"/> asks for it.</param>
    protected abstract void Dispose(bool isDisposing);
}
