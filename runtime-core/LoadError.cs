namespace Nf.Runtime;

/// <summary>Why a module was not loaded, and where in its bytes. 32 bytes.</summary>
public readonly struct LoadError
{
    /// <summary>Makes an error.</summary>
    /// <param name="status">The result code.</param>
    /// <param name="detail">What exactly was wrong.</param>
    /// <param name="offset">Byte offset in the module; -1 when there is none.</param>
    /// <param name="nameOffset">Byte offset of an import's two names (module name's length byte); -1 when there is none.</param>
    /// <param name="functionIndex">Index of the function whose body it was in; -1 when it was not in one.</param>
    public LoadError(Status status, LoadDetail detail, int offset, int nameOffset = -1, int functionIndex = -1)
    {
        Status = status;
        Detail = detail;
        Offset = offset;
        NameOffset = nameOffset;
        FunctionIndex = functionIndex;
    }

    /// <summary>The result code.</summary>
    public Status Status { get; init; }

    /// <summary>What exactly was wrong.</summary>
    public LoadDetail Detail { get; init; }

    /// <summary>Byte offset in the module, or -1.</summary>
    public int Offset { get; init; }

    /// <summary>Offset of the import entry that was refused, or -1; <see cref="WasmModule.ImportAt"/> reads it.</summary>
    public int NameOffset { get; init; }

    /// <summary>Index of the function whose body was refused, or -1.</summary>
    public int FunctionIndex { get; init; }

    /// <summary>What was expected, in the unit of <see cref="Detail"/>: a <see cref="WasmType"/>, a number, a size.</summary>
    public uint Expected { get; init; }

    /// <summary>What was found in its place, in the same unit.</summary>
    public uint Found { get; init; }

    /// <summary>The feature that is not taken, when <see cref="Status"/> says so.</summary>
    public WasmFeature Feature { get; init; }
}
