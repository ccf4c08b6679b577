using System;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>A line that loses and changes bytes, both ways, while it is told to.</summary>
/// <param name="inner">The line itself, which this one closes.</param>
/// <param name="random">What decides.</param>
public sealed class NoisyLine(TargetLine inner, FuzzRandom random) : TargetLine
{
    /// <summary>One byte in so many is lost or changed; 0: none is.</summary>
    public int OneIn { get; set; }

    /// <summary>Bytes that were lost or changed.</summary>
    public long Faults { get; private set; }

    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        Status status = inner.Read(buffer, out int arrived);
        bytes = 0;
        for (int i = 0; i < arrived; i++)
        {
            if (TryPass(ref buffer[i]))
                buffer[bytes++] = buffer[i];
        }
        return status;
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        if (OneIn == 0)
            return inner.Write(data, out bytes);
        for (bytes = 0; bytes < data.Length; bytes++)
        {
            byte value = data[bytes];
            if (!TryPass(ref value))
                continue;
            Status status = inner.Write([value], out int taken);
            if (status != Status.Ok || taken == 0)
                return status;
        }
        return Status.Ok;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing) => inner.Dispose();

    private bool TryPass(ref byte value)
    {
        if (OneIn == 0 || !random.OneIn(OneIn))
            return true;
        Faults++;
        value ^= (byte)(1 << random.Below(8));
        return random.OneIn(2);
    }
}
