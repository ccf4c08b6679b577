namespace Nf.Runtime;

/// <summary>A global variable found by name. 12 bytes.</summary>
public readonly struct ExportedGlobal
{
    internal ExportedGlobal(int index, WasmType type, bool mutable)
    {
        Index = index;
        Type = type;
        Mutable = mutable;
    }

    /// <summary>Its index in the module.</summary>
    public readonly int Index;

    /// <summary>Its type.</summary>
    public readonly WasmType Type;

    /// <summary>True when it may be set.</summary>
    public readonly bool Mutable;
}
