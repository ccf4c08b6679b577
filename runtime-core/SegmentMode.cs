namespace Nf.Runtime;

/// <summary>When a segment is used (core specification 2.5.7, 2.5.8).</summary>
public enum SegmentMode : byte
{
    /// <summary>Copied when the module is instantiated.</summary>
    Active,

    /// <summary>Copied by memory.init or table.init.</summary>
    Passive,

    /// <summary>Never; it only names functions.</summary>
    Declared,
}
