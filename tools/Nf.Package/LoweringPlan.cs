using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Where everything stands in the package: the indices that are new or have moved.</summary>
internal sealed class LoweringPlan
{
    private const int EntryBytes = 4;

    private readonly SourceModule _module;
    private readonly List<Signature> _types;
    private readonly Dictionary<Signature, uint> _typeIndices = [];
    private readonly WasmWriter _passive = new();
    private readonly List<int> _left = [];
    private readonly Dictionary<uint, LoweredSegment> _data = [];
    private readonly Dictionary<uint, LoweredSegment> _elements = [];

    /// <summary>Lays the package out.</summary>
    /// <param name="module">What is packed.</param>
    /// <param name="engine">What it is lowered for.</param>
    /// <param name="needs">What its instructions need.</param>
    /// <exception cref="Nf.Errors.NfException">An instruction names a segment that does not exist.</exception>
    public LoweringPlan(SourceModule module, EngineRules engine, ModuleNeeds needs)
    {
        _module = module;
        Engine = engine;
        Needs = needs;
        _types = [.. module.Types];
        for (int i = _types.Count - 1; i >= 0; i--)
            _typeIndices[_types[i]] = (uint)i;
        Imports = engine.LowersBulk ? [.. needs.Imports] : [];
        foreach (LowerImport import in Imports)
            TypeIndex(LowerImports.TypeOf(import));
        if (!engine.LowersBulk)
            return;
        foreach (uint index in needs.Data)
            _data[index] = Place(module.Data, index);
        foreach (uint index in needs.Elements)
            _elements[index] = Place(module.Elements, index);
    }

    /// <summary>What it is lowered for.</summary>
    public EngineRules Engine { get; }

    /// <summary>What its instructions need.</summary>
    public ModuleNeeds Needs { get; }

    /// <summary>The module's types and those that lowering needs.</summary>
    public IReadOnlyList<Signature> Types => _types;

    /// <summary>The imports of nf.lower; they stand behind the module's own.</summary>
    public IReadOnlyList<LowerImport> Imports { get; }

    /// <summary>Initial values of the globals that say how much of a segment is left; they stand behind the module's own.</summary>
    public IReadOnlyList<int> Left => _left;

    /// <summary>The global F.</summary>
    public uint Fuel => (uint)(_module.Globals.Count + _left.Count);

    /// <summary>The global D.</summary>
    public uint Depth => Fuel + 1;

    /// <summary>Content of the custom section nf.passive.</summary>
    public ReadOnlySpan<byte> Passive => _passive.Bytes;

    /// <summary>The index of a function in the package.</summary>
    public uint Function(uint index) => index < (uint)_module.Imports.Count ? index : index + (uint)Imports.Count;

    /// <summary>The index of an import of nf.lower that is among <see cref="Imports"/>.</summary>
    public uint Function(LowerImport import) => (uint)(_module.Imports.Count + Array.IndexOf([.. Imports], import));

    /// <summary>A data segment that an instruction names.</summary>
    public LoweredSegment Data(uint index) => _data[index];

    /// <summary>An element segment that an instruction names.</summary>
    public LoweredSegment Elements(uint index) => _elements[index];

    /// <summary>The index of a type, which is added if there is none like it.</summary>
    public uint TypeIndex(Signature type)
    {
        if (_typeIndices.TryGetValue(type, out uint index))
            return index;
        index = (uint)_types.Count;
        _types.Add(type);
        _typeIndices.Add(type, index);
        return index;
    }

    private LoweredSegment Place(List<Segment> segments, uint index)
    {
        if (index >= (uint)segments.Count)
            throw Refusal.Of(new LoadError(Status.InvalidModule, LoadDetail.Index, -1));
        Segment segment = segments[(int)index];
        uint global = (uint)(_module.Globals.Count + _left.Count);
        if (segment.Mode != SegmentMode.Passive)
        {
            // It is dropped before any instruction runs (core specification 4.5.4).
            _left.Add(0);
            return new LoweredSegment(global, 0);
        }
        _left.Add(segment.Length);
        LoweredSegment lowered = new(global, _passive.Length);
        _passive.Raw(segment.Bytes);
        Span<byte> entry = stackalloc byte[EntryBytes];
        foreach (uint function in segment.Functions.Select(Entry))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry, function);
            _passive.Raw(entry);
        }
        return lowered;
    }

    private uint Entry(uint function) => function == Segment.Null ? function : Function(function);
}
