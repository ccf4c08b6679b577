namespace Nf.Runtime;

/// <summary>Value types by their byte in the binary format (WebAssembly core specification 5.3.1).</summary>
public enum WasmType
{
    /// <summary>Not a value type that nf takes.</summary>
    None = 0,

    /// <summary>64-bit float; crosses the host border as its bits.</summary>
    F64 = 0x7C,

    /// <summary>32-bit float; crosses the host border as its bits.</summary>
    F32 = 0x7D,

    /// <summary>64-bit integer.</summary>
    I64 = 0x7E,

    /// <summary>32-bit integer.</summary>
    I32 = 0x7F,
}
