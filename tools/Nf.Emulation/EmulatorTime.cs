namespace Nf.Emulation;

/// <summary>How an emulated board's time passes.</summary>
public enum EmulatorTime
{
    /// <summary>As ours.</summary>
    Ours,

    /// <summary>By instructions, the same way each time; while the processor sleeps, as ours.</summary>
    Counted,

    /// <summary>By instructions, the same way each time; while the processor sleeps, at once.</summary>
    Fast,
}
