namespace Nf.Fuzz;

/// <summary>Where a hostile frame comes from.</summary>
public enum FrameSource : byte
{
    /// <summary>Any bytes.</summary>
    Random,

    /// <summary>A frame that was sent, some bytes changed.</summary>
    Mutated,

    /// <summary>A part of one.</summary>
    Truncated,

    /// <summary>One as it was, of this session or one before it.</summary>
    Replayed,

    /// <summary>A frame that is too long, with a right check.</summary>
    Oversized,

    /// <summary>Two that were sent, mixed.</summary>
    Interleaved,

    /// <summary>A whole frame of another session, kind, version, or with a number behind or far ahead.</summary>
    Forged,

    /// <summary>A request in its turn, whose payload is not in the form of its type.</summary>
    WrongPayload,

    /// <summary>A request in its turn and in the form, which asks for what there is not.</summary>
    Nonsense,

    /// <summary>Their number.</summary>
    Count,
}
