using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Changes a module with an idea of its structure, so that a large part of what comes out is valid.</summary>
internal static class ModuleMutator
{
    /// <summary>Changes a copy of a module.</summary>
    /// <param name="original">Stays as it is.</param>
    /// <param name="other">Where functions are taken from.</param>
    /// <param name="random">Decides.</param>
    public static FuzzModule Mutate(FuzzModule original, FuzzModule other, FuzzRandom random)
    {
        FuzzModule module = original.Copy();
        for (int i = 1 + random.Below(3); i > 0; i--)
        {
            if (module.Functions.Count != 0 && random.Below(10) < 7)
                CodeMutator.Mutate(module, module.Own(random.Below(module.Functions.Count)), random);
            else if (other.Functions.Count != 0 && random.OneIn(2))
                FunctionSplicer.Splice(module, other, random.Below(other.Functions.Count));
            else if (random.OneIn(14))
                return Broken(module, random);
            else
                MutateStructure(module, random);
        }
        return module;
    }

    private static void MutateStructure(FuzzModule module, FuzzRandom random)
    {
        switch (random.Below(13))
        {
            case <= 1: Change(module.Memories, random, limits => Other(limits, random)); break;
            case 2: Change(module.Tables, random, limits => Other(limits, random)); break;
            case 3: ChangeExports(module, random); break;
            case 4: module.Globals.Insert(module.Globals.Count, ModuleGenerator.NewGlobal(random)); break;
            case 5: Change(module.Globals, random, global => Other(global, random)); break;
            case 6 when module.Memories.Count != 0: module.Data.Add(ModuleGenerator.NewData(module, random)); break;
            case 7 when module.Tables.Count != 0 && module.FunctionCount != 0:
                module.Elements.Add(ModuleGenerator.NewElements(module, random));
                break;
            case 8: Change(module.Data, random, segment => Other(segment, random)); break;
            case 9: Change(module.Elements, random, segment => Other(segment, random)); break;
            case 10: module.Start = random.OneIn(3) ? null : (uint)random.Below(module.FunctionCount + 1); break;
            case 11: ChangeCustoms(module, random); break;
            default: Change(module.Types, random, type => Other(type, random)); break;
        }
    }

    private static void Change<T>(List<T> list, FuzzRandom random, Func<T, T> change)
    {
        if (list.Count == 0)
            return;
        int which = random.Below(list.Count);
        list[which] = change(list[which]);
    }

    private static Limits Other(Limits limits, FuzzRandom random) => random.Below(5) switch
    {
        0 => limits with { Maximum = uint.MaxValue },
        1 => limits with { Maximum = limits.Minimum },
        2 => limits with { Minimum = (uint)random.Below(4) },
        3 => limits with { Maximum = limits.Minimum + (uint)random.Below(3) },
        _ => new Limits { Minimum = (uint)Boundaries.Pick(random, WasmType.I32), Maximum = (uint)Boundaries.Pick(random, WasmType.I32) },
    };

    private static FuzzGlobal Other(FuzzGlobal global, FuzzRandom random) => random.Below(6) switch
    {
        0 => global with { Mutable = !global.Mutable },
        1 => global with { Value = new FuzzInstruction(Opcode.GlobalGet) },
        _ => global with { Value = FuzzInstruction.Const(global.Type, Boundaries.Pick(random, global.Type)) },
    };

    private static Segment Other(Segment segment, FuzzRandom random) => random.Below(4) switch
    {
        0 => segment with { Offset = (int)Boundaries.Pick(random, WasmType.I32) },
        1 => segment with { Offset = segment.Offset + random.Below(8) - 4 },
        2 => segment with { Kind = (uint)random.Below(random.OneIn(4) ? 10 : 3) },
        _ => segment with { Bytes = [.. segment.Bytes.Take(random.Below(segment.Bytes.Length + 1))] },
    };

    private static Signature Other(Signature type, FuzzRandom random)
    {
        List<byte> changed = [.. random.OneIn(2) ? type.Parameters : type.Results];
        if (changed.Count == 0 || random.OneIn(2))
            changed.Add((byte)CodeGenerator.RandomType(random));
        else
            changed.RemoveAt(random.Below(changed.Count));
        return random.OneIn(2) ? new Signature([.. changed], type.Results) : new Signature(type.Parameters, [.. changed]);
    }

    private static void ChangeExports(FuzzModule module, FuzzRandom random)
    {
        if (module.Exports.Count != 0 && random.OneIn(3))
        {
            module.Exports.RemoveAt(random.Below(module.Exports.Count));
            return;
        }
        byte[] name = [.. Enumerable.Range(0, random.Below(6))
            .Select(_ => (byte)(random.OneIn(12) ? random.Next() : 'a' + random.Next() % 26))];
        ExternalKind kind = (ExternalKind)random.Below(4);
        int count = kind switch
        {
            ExternalKind.Function => module.FunctionCount,
            ExternalKind.Table => module.Tables.Count,
            ExternalKind.Memory => module.Memories.Count,
            _ => module.Globals.Count,
        };
        module.Exports.Add((name, kind, (uint)random.Below(count + (random.OneIn(8) || count == 0 ? 1 : 0))));
    }

    private static void ChangeCustoms(FuzzModule module, FuzzRandom random)
    {
        string name = random.Of<string>(["name", "name", "producers", "nf.manifest", "nf.passive", ""]);
        byte[] content = [.. Enumerable.Range(0, random.Below(40))
            .Select(_ => (byte)(random.OneIn(3) ? random.Next() : (ulong)random.Below(8)))];
        SectionId behind = (SectionId)random.Below((int)SectionId.DataCount);
        module.Customs.Add((behind, Encoding.UTF8.GetBytes(name), content));
    }

    // Nothing more can be changed then: what refers to what is wrong.
    private static FuzzModule Broken(FuzzModule module, FuzzRandom random)
    {
        switch (random.Below(6))
        {
            case 0: module.Memories.Add(new Limits { Minimum = 1, Maximum = 1 }); break;
            case 1: module.Tables.Add(new Limits { Minimum = 1, Maximum = 1 }); break;
            case 2 when module.Functions.Count != 0: module.Functions.RemoveAt(module.Functions.Count - 1); break;
            case 3 when module.Types.Count != 0: module.Types.RemoveAt(module.Types.Count - 1); break;
            case 4 when module.Data.Count != 0: module.Data.RemoveAt(module.Data.Count - 1); break;
            default: module.Imports.Add(([.. "fuzz"u8], [.. "stop"u8], (uint)random.Below(module.Types.Count + 1))); break;
        }
        return module;
    }
}
