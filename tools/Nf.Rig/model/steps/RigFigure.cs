namespace Nf.Rig;

/// <summary>What `measure` measures of a guest.</summary>
public enum RigFigure
{
    /// <summary>The most fuel in units that one call used.</summary>
    Fuel,

    /// <summary>The longest time in milliseconds from when a call was due until it was done.</summary>
    Response,

    /// <summary>Bytes of its linear memory.</summary>
    Memory,
}
