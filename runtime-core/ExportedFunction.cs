namespace Nf.Runtime;

/// <summary>A function found by name and signature; calling it needs no further look-up. 12 bytes.</summary>
public readonly struct ExportedFunction
{
    internal ExportedFunction(int index, int parameterCount, int resultCount)
    {
        Index = index;
        ParameterCount = parameterCount;
        ResultCount = resultCount;
    }

    /// <summary>Its index in the module.</summary>
    public readonly int Index;

    /// <summary>Number of parameters.</summary>
    public readonly int ParameterCount;

    /// <summary>Number of results.</summary>
    public readonly int ResultCount;
}
