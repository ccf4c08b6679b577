using System;
using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>A module as it was read: what lowering changes is taken apart, the rest is bytes in shortest form.</summary>
internal sealed class SourceModule
{
    /// <summary>The module's bytes; function bodies are ranges of them.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>What it may hold: instructions beyond that are refused where they are read.</summary>
    public required ValidationRules Rules { get; init; }

    /// <summary>Function types.</summary>
    public List<Signature> Types { get; } = [];

    /// <summary>Imported functions, with the index of their type.</summary>
    public List<(byte[] Module, byte[] Name, uint Type)> Imports { get; } = [];

    /// <summary>The functions that the module defines.</summary>
    public List<FunctionBody> Functions { get; } = [];

    /// <summary>Tables, each an encoded table type.</summary>
    public List<byte[]> Tables { get; } = [];

    /// <summary>Their limits in elements.</summary>
    public List<Limits> TableLimits { get; } = [];

    /// <summary>Memories, each encoded limits.</summary>
    public List<byte[]> Memories { get; } = [];

    /// <summary>The first memory's limits; zero without one.</summary>
    public Limits MemoryLimits { get; set; }

    /// <summary>Globals, each its encoded type and initial value.</summary>
    public List<byte[]> Globals { get; } = [];

    /// <summary>Functions that globals refer to.</summary>
    public List<uint> GlobalReferences { get; } = [];

    /// <summary>Exports.</summary>
    public List<(byte[] Name, ExternalKind Kind, uint Index)> Exports { get; } = [];

    /// <summary>The start function.</summary>
    public uint? Start { get; set; }

    /// <summary>Element segments.</summary>
    public List<Segment> Elements { get; } = [];

    /// <summary>Data segments.</summary>
    public List<Segment> Data { get; } = [];

    /// <summary>Custom sections, each with the section that it stands behind (<see cref="SectionId.Custom"/>: before all).</summary>
    public List<(SectionId Behind, byte[] Name, byte[] Content)> Customs { get; } = [];

    /// <summary>A cursor at a function's first instruction, which ends with its last one.</summary>
    public WasmReader Code(FunctionBody function)
    {
        WasmReader code = new(Bytes.Span, function.Start, function.End);
        code.Restrict(Rules);
        return code;
    }
}
