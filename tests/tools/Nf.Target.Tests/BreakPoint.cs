namespace Nf.Target.Tests;

/// <summary>When connections break: each time that so many bytes have arrived, as often as wanted.</summary>
internal sealed class BreakPoint(int everyBytes, int times)
{
    private int _arrived;

    /// <summary>How often it happened.</summary>
    public int Breaks { get; private set; }

    public static BreakPoint Never { get; } = new(int.MaxValue, 0);

    public bool IsReached(int bytes)
    {
        _arrived += bytes;
        if (Breaks == times || _arrived < everyBytes) return false;
        _arrived = 0;
        Breaks++;
        return true;
    }
}
