using System;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Rig;

/// <summary>A line that loses and changes bytes, both ways, as it is told to.</summary>
/// <param name="inner">The line itself, which this one closes.</param>
public sealed class DisturbedLine(TargetLine inner) : TargetLine
{
    private const int Certain = 1_000_000;

    private FuzzRandom _random = new(0);

    /// <summary>What happens to bytes from now on; the seed begins anew.</summary>
    public LineFaults Faults
    {
        get;
        set
        {
            field = value;
            _random = new FuzzRandom(value.Seed);
        }
    }

    /// <inheritdoc/>
    public override Status Read(Span<byte> buffer, out int bytes)
    {
        Status status = inner.Read(buffer, out int arrived);
        bytes = 0;
        for (int i = 0; i < arrived; i++)
        {
            byte value = buffer[i];
            if (TryPass(ref value))
                buffer[bytes++] = value;
        }
        return status;
    }

    /// <inheritdoc/>
    public override Status Write(ReadOnlySpan<byte> data, out int bytes)
    {
        if (Faults.Loss == 0 && Faults.Corruption == 0)
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
        if (Happens(Faults.Loss))
            return false;
        if (Happens(Faults.Corruption))
            value ^= (byte)(1 << _random.Below(8));
        return true;
    }

    private bool Happens(double part) => part > 0 && _random.Below(Certain) < part * Certain;
}
