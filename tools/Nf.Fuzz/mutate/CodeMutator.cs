using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Changes the instructions of a function: most often so that the types stay right.</summary>
internal sealed class CodeMutator
{
    private readonly FuzzModule _module;
    private readonly FuzzFunction _function;
    private readonly FuzzRandom _random;
    private readonly List<WasmType> _locals;

    private CodeMutator(FuzzModule module, FuzzFunction function, FuzzRandom random)
    {
        _module = module;
        _function = function;
        _random = random;
        _locals = function.LocalTypes(module);
    }

    private List<FuzzInstruction> Code => _function.Code;

    /// <summary>Changes a function that is the module's own.</summary>
    public static void Mutate(FuzzModule module, FuzzFunction function, FuzzRandom random)
    {
        CodeMutator mutator = new(module, function, random);
        for (int i = 1 + random.Below(3); i > 0; i--)
        {
            // What breaks a type spoils what was gained by all the others.
            if (random.OneIn(9))
                mutator.Break();
            else
                mutator.Change();
        }
    }

    private void Change()
    {
        if (_random.OneIn(4))
        {
            Code.InsertRange(_random.Below(Code.Count), CodeGenerator.Statement(_module, _random, _locals, 20));
            return;
        }
        int at = _random.Below(Code.Count);
        FuzzInstruction changed = Code[at];
        Opcode opcode = changed.Opcode;
        if (opcode is >= Opcode.I32Const and <= Opcode.F64Const)
            ChangeConstant(at, changed);
        else if (Operations.Has(opcode))
            ChangeOperation(at, changed);
        else if (opcode is >= Opcode.LocalGet and <= Opcode.LocalTee)
            ChangeLocal(at, changed);
        else if (opcode is Opcode.GlobalGet or Opcode.GlobalSet)
            Code[at] = changed with { Index = AlikeGlobal(changed.Index) };
        else if (opcode is Opcode.Call or Opcode.ReturnCall)
            Code[at] = changed with { Index = AlikeFunction(changed.Index) };
        else if (opcode is Opcode.Br or Opcode.BrIf)
            Code[at] = changed with { Index = ChangedLabel(changed.Index) };
        else if (opcode == Opcode.BrTable)
            ChangeLabels(at, changed);
        else if (opcode == Opcode.Drop)
            DropIntoLocal(at);
        else if (opcode is Opcode.Block or Opcode.Loop && changed.BlockType == Instruction.EmptyBlock && _random.OneIn(4))
            Code[at] = changed with { Opcode = opcode == Opcode.Block ? Opcode.Loop : Opcode.Block };
        else if (opcode == Opcode.Nop && Code.Count > 1)
            Code.RemoveAt(at);
        else
            Code.Insert(at, new FuzzInstruction(Opcode.Nop));
    }

    private void ChangeConstant(int at, FuzzInstruction constant)
    {
        WasmType type = constant.Opcode switch
        {
            Opcode.I32Const => WasmType.I32,
            Opcode.I64Const => WasmType.I64,
            Opcode.F32Const => WasmType.F32,
            _ => WasmType.F64,
        };
        if (_random.OneIn(4))
            ReplaceByValue(at, type);
        else
            Code[at] = FuzzInstruction.Const(type, _random.OneIn(3) ? Neighbour(constant.Constant) : Boundaries.Pick(_random, type));
    }

    private ulong Neighbour(ulong value) => value + (_random.OneIn(2) ? 1 : ulong.MaxValue);

    private void ReplaceByValue(int at, WasmType type)
    {
        List<FuzzInstruction> value = CodeGenerator.Value(_module, _random, _locals, type, 12);
        Code.RemoveAt(at);
        Code.InsertRange(at, value);
    }

    private void ChangeOperation(int at, FuzzInstruction operation)
    {
        Opcode[] alike = Operations.Like(operation.Opcode);
        FuzzInstruction changed = operation with { Opcode = _random.Of(alike) };
        if (Operations.IsAccess(changed.Opcode))
        {
            uint most = OperandTypes.AlignMax(changed.Opcode);
            changed.Index = _random.OneIn(40) ? most + 1 : (uint)_random.Below((int)most + 1);
            if (_random.OneIn(3))
                changed.Second = (uint)Boundaries.Pick(_random, WasmType.I32);
        }
        Code[at] = changed;
    }

    private void ChangeLocal(int at, FuzzInstruction access)
    {
        if (access.Index >= _locals.Count)
            return;
        WasmType type = _locals[(int)access.Index];
        if (access.Opcode == Opcode.LocalGet && _random.OneIn(4))
        {
            ReplaceByValue(at, type);
            return;
        }
        if (access.Opcode == Opcode.LocalSet && _random.OneIn(6))
        {
            Code[at] = new FuzzInstruction(Opcode.Drop);
            return;
        }
        int[] alike = [.. Enumerable.Range(0, _locals.Count).Where(i => _locals[i] == type)];
        Code[at] = access with { Index = (uint)_random.Of(alike) };
    }

    private uint AlikeGlobal(uint index)
    {
        if (index >= _module.Globals.Count)
            return index;
        FuzzGlobal global = _module.Globals[(int)index];
        int[] alike = [.. Enumerable.Range(0, _module.Globals.Count)
            .Where(i => _module.Globals[i].Type == global.Type && _module.Globals[i].Mutable == global.Mutable)];
        return (uint)_random.Of(alike);
    }

    private uint AlikeFunction(uint index)
    {
        if (index >= _module.FunctionCount)
            return index;
        int[] alike = [.. Enumerable.Range(0, _module.FunctionCount).Where(i => _module.TypeOf((uint)i).Equals(_module.TypeOf(index)))];
        return (uint)_random.Of(alike);
    }

    // A neighbour often takes the same types: none.
    private uint ChangedLabel(uint label) => label != 0 && _random.OneIn(2) ? label - 1 : label + (_random.OneIn(2) ? 1u : 0);

    private void ChangeLabels(int at, FuzzInstruction table)
    {
        List<uint> labels = [.. table.Labels!];
        int which = _random.Below(labels.Count);
        switch (_random.Below(4))
        {
            case 0 when labels.Count > 1: labels.RemoveAt(which); break;
            case 1: labels.Insert(which, labels[which]); break;
            case 2: labels[which] = ChangedLabel(labels[which]); break;
            default: (labels[which], labels[^1]) = (labels[^1], labels[which]); break;
        }
        Code[at] = table with { Labels = [.. labels] };
    }

    // The type of what is dropped is not known here: that of the instruction before it is a good guess.
    private void DropIntoLocal(int at)
    {
        Opcode before = at == 0 ? Opcode.Nop : Code[at - 1].Opcode;
        byte type = Operations.Has(before) ? OperandTypes.Of(before)[3] : (byte)0;
        int local = _locals.FindIndex(candidate => (byte)candidate == type);
        if (local >= 0)
            Code[at] = FuzzInstruction.At(Opcode.LocalSet, (uint)local);
    }

    private void Break()
    {
        int at = _random.Below(Code.Count), other = _random.Below(Code.Count);
        switch (_random.Below(10))
        {
            case 0: Code.RemoveAt(at); break;
            case 1: Code.Insert(at, Code[other]); break;
            case 2: (Code[at], Code[other]) = (Code[other], Code[at]); break;
            case 3: Code[at] = Code[at] with { Index = (uint)Boundaries.Pick(_random, WasmType.I32) }; break;
            case 4: Code[at] = Code[at] with { Second = (uint)Boundaries.Pick(_random, WasmType.I32) }; break;
            case 5: Code.Insert(at, new FuzzInstruction(RandomOpcode())); break;
            case 6: Code[at] = Code[at] with { Opcode = RandomOpcode(), Labels = [0, (uint)_random.Below(3)] }; break;
            case 7: ChangeBlockType(at); break;
            case 8: ChangeLocals(); break;
            default:
                int length = Math.Min(1 + _random.Below(10), Code.Count - at);
                Code.InsertRange(other, Code.GetRange(at, length));
                break;
        }
        if (Code.Count == 0)
            Code.Add(new FuzzInstruction(Opcode.End));
    }

    // Without br_table, which needs its labels.
    private Opcode RandomOpcode() => _random.Below(8) switch
    {
        0 => (Opcode)(0xFC00 | _random.Below(18)),
        1 => _random.Of<Opcode>(
            [Opcode.End, Opcode.Else, Opcode.Block, Opcode.Loop, Opcode.If, Opcode.Return, Opcode.Unreachable, Opcode.Drop]),
        2 => (Opcode)_random.Below(0x0E),
        _ => (Opcode)(0x0F + _random.Below(0xD6)),
    };

    private void ChangeBlockType(int at)
    {
        for (int i = 0; i < Code.Count; i++)
        {
            int place = (at + i) % Code.Count;
            if (Code[place].Opcode is not (Opcode.Block or Opcode.Loop or Opcode.If))
                continue;
            byte type = _random.Of<byte>([Instruction.EmptyBlock, 0x7F, 0x7E, 0x7D, 0x7C, 0, 0]);
            Code[place] = Code[place] with { BlockType = type, Index = (uint)_random.Below(_module.Types.Count + 1) };
            return;
        }
    }

    private void ChangeLocals()
    {
        List<(uint Count, byte Type)> locals = _function.Locals;
        if (locals.Count == 0 || _random.OneIn(2))
        {
            uint count = _random.OneIn(8) ? (uint)Boundaries.Pick(_random, WasmType.I32) : (uint)_random.Below(60);
            locals.Add((count, (byte)CodeGenerator.RandomType(_random)));
            return;
        }
        int which = _random.Below(locals.Count);
        if (_random.OneIn(2))
            locals.RemoveAt(which);
        else
            locals[which] = (locals[which].Count, (byte)CodeGenerator.RandomType(_random));
    }
}
