using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What the instructions of a module need when they are lowered.</summary>
internal sealed class ModuleNeeds
{
    /// <summary>The imports of nf.lower.</summary>
    public SortedSet<LowerImport> Imports { get; } = [];

    /// <summary>Data segments that an instruction names.</summary>
    public SortedSet<uint> Data { get; } = [];

    /// <summary>Element segments that an instruction names.</summary>
    public SortedSet<uint> Elements { get; } = [];

    /// <summary>Functions that ref.func names.</summary>
    public SortedSet<uint> References { get; } = [];

    /// <summary>Adds an instruction's needs.</summary>
    public void Add(in Instruction instruction)
    {
        if (LowerImports.Of(instruction.Opcode) is { } import)
            Imports.Add(import);
        if (instruction.Opcode is Opcode.MemoryInit or Opcode.DataDrop)
            Data.Add(instruction.Index);
        if (instruction.Opcode is Opcode.TableInit or Opcode.ElemDrop)
            Elements.Add(instruction.Index);
        if (instruction.Opcode == Opcode.RefFunc)
            References.Add(instruction.Index);
    }
}
