namespace Nf.Runtime;

/// <summary>Value types by their byte in the binary format (WebAssembly core specification 5.3.1).</summary>
public enum WasmType
{
    /// <summary>Not a value type that nf takes.</summary>
    None = 0,

    /// <summary>Reference to something of the host's; its cell is the host's number for it + 1, or 0 for null.</summary>
    ExternRef = 0x6F,

    /// <summary>Reference to a function; its cell is the function's index in the module + 1, or 0 for null.</summary>
    FuncRef = 0x70,

    /// <summary>64-bit float; crosses the host border as its bits.</summary>
    F64 = 0x7C,

    /// <summary>32-bit float; crosses the host border as its bits.</summary>
    F32 = 0x7D,

    /// <summary>64-bit integer.</summary>
    I64 = 0x7E,

    /// <summary>32-bit integer.</summary>
    I32 = 0x7F,
}
