namespace Nf.Bench;

/// <summary>Counts what a stretch of the program takes.</summary>
public interface IElapsedCounter
{
    /// <summary>Starts it.</summary>
    static abstract void Start();

    /// <summary>Its value now; its unit is the counter's own.</summary>
    static abstract uint Now { get; }

    /// <summary>What it counted between two values that lie less than one round apart. O(1).</summary>
    /// <param name="begin">The value at the begin.</param>
    /// <param name="end">The value at the end.</param>
    static abstract uint Elapsed(uint begin, uint end);
}
