using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;
using SegmentMode = Nf.Package.SegmentMode;

namespace Nf.Fuzz;

/// <summary>Takes a function of one module over into another, and what it refers to as far as that has to be.</summary>
internal static class FunctionSplicer
{
    /// <summary>Appends the function to a module, and exports it.</summary>
    /// <param name="module">Gets it.</param>
    /// <param name="source">A valid module.</param>
    /// <param name="defined">Which of its defined functions.</param>
    public static void Splice(FuzzModule module, FuzzModule source, int defined)
    {
        FuzzFunction function = source.Functions[defined].Copy();
        if (module.Memories.Count == 0)
            module.Memories.AddRange(source.Memories);
        if (module.Tables.Count == 0)
            module.Tables.AddRange(source.Tables);
        function.Type = module.TypeIndex(source.Types[(int)function.Type]);
        List<FuzzInstruction> code = [];
        foreach (FuzzInstruction instruction in function.Code)
            Adapt(code, instruction, module, source);
        function.Code.Clear();
        function.Code.AddRange(code);
        module.Functions.Add(function);
        uint index = (uint)module.FunctionCount - 1;
        module.Exports.Add((Encoding.UTF8.GetBytes($"spliced{index}"), ExternalKind.Function, index));
    }

    private static void Adapt(List<FuzzInstruction> code, FuzzInstruction instruction, FuzzModule module, FuzzModule source)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If when instruction.BlockType == 0:
                instruction.Index = module.TypeIndex(source.Types[(int)instruction.Index]);
                break;
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect:
                instruction.Index = module.TypeIndex(source.Types[(int)instruction.Index]);
                break;
            case Opcode.GlobalGet or Opcode.GlobalSet:
                instruction.Index = GlobalLike(source.Globals[(int)instruction.Index], module);
                break;
            case Opcode.Call or Opcode.ReturnCall:
                Signature type = source.TypeOf(instruction.Index);
                int callee = Enumerable.Range(0, module.FunctionCount).FirstOrDefault(i => module.TypeOf((uint)i).Equals(type), -1);
                if (callee < 0)
                {
                    code.AddRange(type.Parameters.Select(_ => new FuzzInstruction(Opcode.Drop)));
                    code.AddRange(type.Results.Select(result => FuzzInstruction.Const((WasmType)result, 0)));
                    if (instruction.Opcode == Opcode.ReturnCall)
                        code.Add(new FuzzInstruction(Opcode.Return));
                    return;
                }
                instruction.Index = (uint)callee;
                break;
            case Opcode.MemoryInit or Opcode.DataDrop when module.Data.Count <= instruction.Index:
                while (module.Data.Count <= instruction.Index)
                    module.Data.Add(new Segment(SegmentMode.Passive, 1, 0, [1, 2, 3], []));
                break;
            case Opcode.TableInit or Opcode.ElemDrop when module.Elements.Count <= instruction.Index:
                while (module.Elements.Count <= instruction.Index)
                    module.Elements.Add(new Segment(SegmentMode.Passive, 1, 0, [], [0]));
                break;
            default: break;
        }
        code.Add(instruction);
    }

    private static uint GlobalLike(FuzzGlobal wanted, FuzzModule module)
    {
        int index = module.Globals.FindIndex(global => global.Type == wanted.Type && global.Mutable == wanted.Mutable);
        if (index >= 0)
            return (uint)index;
        module.Globals.Add(wanted);
        return (uint)module.Globals.Count - 1;
    }
}
