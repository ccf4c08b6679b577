namespace Nf.Memory;

/// <summary>Why memory was refused: who asked, for how much, and what was left.</summary>
public readonly struct Refusal
{
    internal Refusal(CrateId crate, int askedBytes, int leftBytes)
    {
        Crate = crate;
        AskedBytes = askedBytes;
        LeftBytes = leftBytes;
    }

    /// <summary>The crate that asked.</summary>
    public CrateId Crate { get; }

    /// <summary>The bytes that it asked for.</summary>
    public int AskedBytes { get; }

    /// <summary>The bytes that its budget still held at that moment.</summary>
    public int LeftBytes { get; }
}
