using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>The locals through which values of blocks go, added behind a function's own.</summary>
/// <remarks>
/// One for each type and position, for all blocks of the function: what is set before a branch, an end or a head is read directly behind the end
/// or head that it leads to, before anything else can be set.
/// </remarks>
internal sealed class BlockLocals
{
    private readonly uint _first;
    private readonly List<byte> _types = [];
    private readonly Dictionary<(byte Type, int Position), uint> _values = [];
    private uint? _selector;

    /// <summary>Begins with none.</summary>
    /// <param name="first">The index of the first one.</param>
    public BlockLocals(uint first) => _first = first;

    /// <summary>The types of those that are needed so far.</summary>
    public IReadOnlyList<byte> Types => _types;

    /// <summary>The one that holds the condition of a branch while its values are set.</summary>
    public uint Selector => _selector ??= Add((byte)WasmType.I32);

    /// <summary>Those that hold values.</summary>
    public List<uint> Of(byte[] types) => [.. types.Select(Of)];

    private uint Of(byte type, int position)
    {
        if (!_values.TryGetValue((type, position), out uint local))
            _values.Add((type, position), local = Add(type));
        return local;
    }

    private uint Add(byte type)
    {
        _types.Add(type);
        return _first + (uint)_types.Count - 1;
    }
}
