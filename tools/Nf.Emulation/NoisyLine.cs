using System;
using Nf.Fuzz;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>A line that loses and changes bytes, both ways, while it is told to.</summary>
/// <param name="inner">The line itself, which this one closes.</param>
/// <param name="random">What decides.</param>
public sealed class NoisyLine(TargetLine inner, FuzzRandom random) : TargetLine
{
    /// <summary>What decides.</summary>
    public FuzzRandom Random { get; set; } = random;

    /// <summary>The part of the bytes that is lost, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>The part of the bytes in which a bit is changed, 0 to 1.</summary>
    public double Corruption { get; set; }

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
        if (!IsNoisy)
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

    private bool IsNoisy => Loss > 0 || Corruption > 0;

    private bool TryPass(ref byte value)
    {
        const int Whole = 1 << 24;
        if (!IsNoisy)
            return true;
        double choice = Random.Below(Whole) / (double)Whole;
        if (choice >= Loss + Corruption)
            return true;
        Faults++;
        if (choice < Loss)
            return false;
        value ^= (byte)(1 << Random.Below(8));
        return true;
    }
}
