using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Counts what a module uses beyond WebAssembly 1.0, and what of it lowering replaces.</summary>
internal sealed class FeatureCount
{
    private readonly EngineRules _engine;
    private readonly SortedDictionary<string, int> _used = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _lowered = new(StringComparer.Ordinal);

    /// <summary>Counts what is lowered for an engine.</summary>
    public FeatureCount(EngineRules engine) => _engine = engine;

    /// <summary>Uses by the feature's name.</summary>
    public IReadOnlyDictionary<string, int> Used => _used;

    /// <summary>What was replaced, by its name in the text format or in the specification.</summary>
    public IReadOnlyDictionary<string, int> Lowered => _lowered;

    /// <summary>Counts an instruction.</summary>
    public void Add(in Instruction instruction)
    {
        if (LoweredName(instruction.Opcode) is { } name)
            Count(_lowered, name, 1);
        if (FeatureOf(in instruction) is { } feature)
            Count(_used, feature, 1);
    }

    /// <summary>Counts the types and segments of a module.</summary>
    public void Add(SourceModule module)
    {
        foreach (Signature type in module.Types)
        {
            Count(_used, "multi-value", type.Results.Length > 1 ? 1 : 0);
            Count(_used, "reference types", type.Parameters.Concat(type.Results).Any(IsReference) ? 1 : 0);
        }
        Count(_used, "multiple tables", module.Tables.Count > 1 ? module.Tables.Count : 0);
        AddSegments("data", module.Data);
        AddSegments("element", module.Elements);
    }

    /// <summary>Counts what else was replaced.</summary>
    public void AddLowered(string name, int count) => Count(_lowered, name, count);

    private void AddSegments(string name, List<Segment> segments)
    {
        foreach (Segment segment in segments)
        {
            bool isMore = segment.Kind != 0;
            bool isLowered = isMore && _engine.Rules.HasFlag(ValidationRules.NoBulkSegments);
            Count(_used, "bulk memory", isMore ? 1 : 0);
            Count(_lowered, $"{segment.Mode.ToString().ToLowerInvariant()} {name} segments of kind {segment.Kind}", isLowered ? 1 : 0);
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string name, int count)
    {
        if (count != 0)
            counts[name] = counts.GetValueOrDefault(name) + count;
    }

    private static bool IsReference(byte type) => type is (byte)WasmType.FuncRef or (byte)WasmType.ExternRef;

    private string? LoweredName(Opcode opcode) => opcode switch
    {
        Opcode.ReturnCall => "return_call",
        Opcode.ReturnCallIndirect => "return_call_indirect",
        _ when !_engine.LowersBulk => null,
        Opcode.MemoryInit => "memory.init",
        Opcode.DataDrop => "data.drop",
        Opcode.TableInit => "table.init",
        Opcode.TableCopy => "table.copy",
        Opcode.ElemDrop => "elem.drop",
        _ => null,
    };

    private static string? FeatureOf(in Instruction instruction) => instruction.Opcode switch
    {
        >= Opcode.I32Extend8S and <= Opcode.I64Extend32S => "sign extension",
        >= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U => "saturating conversions",
        >= Opcode.MemoryInit and <= Opcode.TableCopy => "bulk memory",
        Opcode.ReturnCall or Opcode.ReturnCallIndirect => "tail calls",
        Opcode.SelectTyped or Opcode.TableGet or Opcode.TableSet or (>= Opcode.RefNull and <= Opcode.RefFunc) => "reference types",
        >= Opcode.TableGrow and <= Opcode.TableFill => "reference types",
        Opcode.Block or Opcode.Loop or Opcode.If when instruction.BlockType == 0 => "multi-value",
        _ => null,
    };
}
