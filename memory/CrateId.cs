namespace Nf.Memory;

/// <summary>The components of nf that own memory; each has a byte budget of its own in <see cref="BudgetTracker"/>.</summary>
public enum CrateId
{
    /// <summary>The memory library itself.</summary>
    Memory,

    /// <summary>Decoding, instances, slots and pools.</summary>
    Runtime,

    /// <summary>What the WebAssembly engine allocates: compiled code, tables, the guest's stack.</summary>
    Engine,

    /// <summary>Linear memory of guests.</summary>
    Guest,

    /// <summary>Drivers and their buffers.</summary>
    Platform,

    /// <summary>The firmware host: supervision, protocol, module store.</summary>
    FirmwareHost,

    /// <summary>The number of crates; not a crate.</summary>
    Count,
}
