namespace Nf.Wast;

/// <summary>How the bits of a result are compared.</summary>
public enum ValueMatch : byte
{
    /// <summary>They are the same.</summary>
    Bits = 0,

    /// <summary>A NaN whose payload is its highest bit only, of either sign.</summary>
    CanonicalNan = 1,

    /// <summary>A NaN whose payload has its highest bit, of either sign.</summary>
    ArithmeticNan = 2,

    /// <summary>A reference that is not null.</summary>
    NotNull = 3,
}
