using System;

namespace Nf.Runtime;

/// <summary>Where the parameter and result types of a function or block stand in a module, a byte each. 8 bytes.</summary>
internal readonly struct TypeRange
{
    private readonly int _parametersAt;
    private readonly byte _parameterCount;
    private readonly byte _resultCount;
    private readonly byte _between;

    // between: bytes from the end of the parameters to the results, which are the number of results.
    private TypeRange(int parametersAt, int parameterCount, int between, int resultCount)
    {
        _parametersAt = parametersAt;
        _parameterCount = (byte)parameterCount;
        _between = (byte)between;
        _resultCount = (byte)resultCount;
    }

    /// <summary>Parameters and results together, at most <see cref="WasmModule.CellsMax"/>.</summary>
    public int Count => _parameterCount + _resultCount;

    /// <summary>Whether a block of that type is plain, see <see cref="ValidationRules.NoBlockValues"/>.</summary>
    public bool IsPlain(ReadOnlySpan<byte> module) => _parameterCount == 0 && HasPlainResults(module);

    /// <summary>Whether it has no results, or one that is an integer.</summary>
    public bool HasPlainResults(ReadOnlySpan<byte> module) =>
        _resultCount == 0 || (_resultCount == 1 && Results(module)[0] is (byte)WasmType.I32 or (byte)WasmType.I64);

    /// <summary>Parameter types.</summary>
    public ReadOnlySpan<byte> Parameters(ReadOnlySpan<byte> module) => module.Slice(_parametersAt, _parameterCount);

    /// <summary>Result types.</summary>
    public ReadOnlySpan<byte> Results(ReadOnlySpan<byte> module) =>
        module.Slice(_parametersAt + _parameterCount + _between, _resultCount);

    /// <summary>The type of a function whose entry in the type section of an opened module starts at <paramref name="entry"/>.</summary>
    public static TypeRange OfEntry(ReadOnlySpan<byte> module, int entry)
    {
        WasmReader reader = new(module, entry + 1, module.Length);
        int parameters = reader.ReadCount();
        int parametersAt = reader.Position;
        reader.Skip((uint)parameters);
        int between = reader.Position;
        int results = reader.ReadCount();
        return new TypeRange(parametersAt, parameters, reader.Position - between, results);
    }

    /// <summary>The type of a block without parameters, with the one result that stands at <paramref name="type"/>, or none.</summary>
    public static TypeRange OfInline(int type, bool result) => new(type, 0, 0, result ? 1 : 0);
}
