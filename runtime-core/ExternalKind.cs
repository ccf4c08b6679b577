namespace Nf.Runtime;

/// <summary>What an import or export is (core specification 5.5.5 and 5.5.10).</summary>
public enum ExternalKind
{
    /// <summary>A function.</summary>
    Function = 0,

    /// <summary>A table.</summary>
    Table = 1,

    /// <summary>A linear memory.</summary>
    Memory = 2,

    /// <summary>A global variable.</summary>
    Global = 3,
}
