namespace Nf.Runtime;

/// <summary>Sections of a module (core specification 5.5.2).</summary>
public enum SectionId
{
    /// <summary>Custom section: a name and bytes that the specification does not define.</summary>
    Custom = 0,

    /// <summary>Function types.</summary>
    Type = 1,

    /// <summary>Imports.</summary>
    Import = 2,

    /// <summary>Type indices of the module's own functions.</summary>
    Function = 3,

    /// <summary>Tables.</summary>
    Table = 4,

    /// <summary>Linear memories.</summary>
    Memory = 5,

    /// <summary>Global variables.</summary>
    Global = 6,

    /// <summary>Exports.</summary>
    Export = 7,

    /// <summary>Start function.</summary>
    Start = 8,

    /// <summary>Element segments.</summary>
    Element = 9,

    /// <summary>Function bodies.</summary>
    Code = 10,

    /// <summary>Data segments.</summary>
    Data = 11,

    /// <summary>Number of data segments, ahead of the code.</summary>
    DataCount = 12,
}
