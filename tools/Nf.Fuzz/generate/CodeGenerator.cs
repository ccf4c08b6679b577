using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Writes random code that is valid: expressions of a wanted type, and statements that leave the stack as it was.</summary>
internal sealed class CodeGenerator
{
    private const int DepthMax = 5;

    private readonly FuzzModule _module;
    private readonly FuzzRandom _random;
    private readonly IReadOnlyList<WasmType> _locals;
    private readonly byte[]? _results;
    private readonly List<byte[]> _labels = [];
    private readonly List<FuzzInstruction> _code = [];
    private int _budget;

    private CodeGenerator(FuzzModule module, FuzzRandom random, IReadOnlyList<WasmType> locals, byte[]? results, int budget)
    {
        _module = module;
        _random = random;
        _locals = locals;
        _results = results;
        _budget = budget;
    }

    /// <summary>The instructions of a whole function, the last <c>end</c> included.</summary>
    /// <param name="module">Its module; what it calls must be there by its type.</param>
    /// <param name="random">Decides.</param>
    /// <param name="locals">Types of its locals, parameters first.</param>
    /// <param name="results">Its result types.</param>
    /// <param name="budget">About how many instructions.</param>
    public static List<FuzzInstruction> Body(
        FuzzModule module, FuzzRandom random, IReadOnlyList<WasmType> locals, byte[] results, int budget)
    {
        CodeGenerator generator = new(module, random, locals, results, budget);
        generator._labels.Add(results);
        generator.Statements(random.Below(4), DepthMax);
        generator.Values(results, DepthMax);
        generator.Emit(Opcode.End);
        return generator._code;
    }

    /// <summary>A statement that may stand anywhere in a function with those locals.</summary>
    public static List<FuzzInstruction> Statement(FuzzModule module, FuzzRandom random, IReadOnlyList<WasmType> locals, int budget)
    {
        CodeGenerator generator = new(module, random, locals, null, budget);
        generator.Statement(DepthMax - 1);
        return generator._code;
    }

    /// <summary>An expression that may stand anywhere in a function with those locals.</summary>
    public static List<FuzzInstruction> Value(
        FuzzModule module, FuzzRandom random, IReadOnlyList<WasmType> locals, WasmType type, int budget)
    {
        CodeGenerator generator = new(module, random, locals, null, budget);
        generator.Value(type, DepthMax - 1);
        return generator._code;
    }

    private void Emit(Opcode opcode) => Emit(new FuzzInstruction(opcode));

    private void Emit(Opcode opcode, int index) => Emit(FuzzInstruction.At(opcode, (uint)index));

    private void Emit(FuzzInstruction instruction)
    {
        _code.Add(instruction);
        _budget--;
    }

    private void Constant(WasmType type, ulong bits) => Emit(FuzzInstruction.Const(type, bits));

    private void Values(ReadOnlySpan<byte> types, int depth)
    {
        foreach (byte type in types)
            Value((WasmType)type, depth);
    }

    private void Value(WasmType type, int depth)
    {
        if (depth <= 0 || _budget <= 0)
        {
            Leaf(type);
            return;
        }
        switch (_random.Below(22))
        {
            case <= 3: Leaf(type); break;
            case <= 10: Compute(type, depth - 1); break;
            case <= 12 when _module.Memories.Count != 0: Load(type, depth - 1); break;
            case 13: Block(type, depth - 1); break;
            case 14: If([(byte)type], depth - 1); break;
            case 15: Loop(type, depth - 1); break;
            case <= 17: if (!Call(type, depth - 1)) Compute(type, depth - 1); break;
            case 18: Select(type, depth - 1); break;
            case 19: Tee(type, depth - 1); break;
            case 20 when type == WasmType.I32 && _module.Memories.Count != 0: MemorySize(depth - 1); break;
            default:
                Statement(depth - 1);
                Value(type, depth - 1);
                break;
        }
    }

    private void Leaf(WasmType type)
    {
        int local = _random.OneIn(2) ? PickLocal(type) : -1;
        int global = _random.OneIn(4) ? PickGlobal(type, mutable: false) : -1;
        if (global >= 0)
            Emit(Opcode.GlobalGet, global);
        else if (local >= 0)
            Emit(Opcode.LocalGet, local);
        else
            Constant(type, Boundaries.Pick(_random, type));
    }

    private int PickLocal(WasmType type) => Pick(_locals.Count, i => _locals[i] == type);

    private int PickGlobal(WasmType type, bool mutable) =>
        Pick(_module.Globals.Count, i => _module.Globals[i].Type == type && (_module.Globals[i].Mutable || !mutable));

    // One of the numbers that fit, by starting at a random place; -1 when none does.
    private int Pick(int count, Predicate<int> fits)
    {
        if (count == 0)
            return -1;
        int first = _random.Below(count);
        for (int i = 0; i < count; i++)
        {
            if (fits((first + i) % count))
                return (first + i) % count;
        }
        return -1;
    }

    private void Compute(WasmType type, int depth)
    {
        Opcode opcode = _random.Of(Operations.Computing(type));
        ReadOnlySpan<byte> types = OperandTypes.Of(opcode);
        Value((WasmType)types[0], depth);
        if (types[1] != 0)
            Value((WasmType)types[1], depth);
        Emit(opcode);
    }

    private void Address(int depth)
    {
        Value(WasmType.I32, depth);
        if (_random.OneIn(10))
            return;
        Constant(WasmType.I32, _random.OneIn(4) ? 0xFFFFu : 0xFFu);
        Emit(Opcode.I32And);
    }

    private void Access(Opcode opcode)
    {
        uint align = (uint)_random.Below((int)OperandTypes.AlignMax(opcode) + 1);
        uint offset = _random.OneIn(20) ? (uint)Boundaries.Pick(_random, WasmType.I32) : (uint)_random.Below(300);
        Emit(FuzzInstruction.At(opcode, align, offset));
    }

    private void Load(WasmType type, int depth)
    {
        Address(depth);
        Access(_random.Of(Operations.Loading(type)));
    }

    private void MemorySize(int depth)
    {
        if (_random.OneIn(2))
        {
            Emit(Opcode.MemorySize);
            return;
        }
        if (_random.OneIn(8))
            Value(WasmType.I32, depth);
        else
            Constant(WasmType.I32, (ulong)_random.Below(3));
        Emit(Opcode.MemoryGrow);
    }

    private void Select(WasmType type, int depth)
    {
        Value(type, depth);
        Value(type, depth);
        Value(WasmType.I32, depth);
        Emit(Opcode.Select);
    }

    private void Tee(WasmType type, int depth)
    {
        Value(type, depth);
        int local = PickLocal(type);
        if (local >= 0)
            Emit(Opcode.LocalTee, local);
    }

    private byte[] RandomTypes(int most) => [.. Enumerable.Range(0, _random.Below(most + 1)).Select(_ => (byte)RandomType(_random))];

    /// <summary>A value type.</summary>
    public static WasmType RandomType(FuzzRandom random) => random.Below(8) switch
    {
        <= 2 => WasmType.I32,
        <= 4 => WasmType.I64,
        5 => WasmType.F32,
        _ => WasmType.F64,
    };

    private FuzzInstruction Open(Opcode opcode, byte[] parameters, byte[] results)
    {
        FuzzInstruction open = new(opcode);
        if (parameters.Length != 0 || results.Length > 1 || (results.Length == 1 && _random.OneIn(6)))
        {
            open.BlockType = 0;
            open.Index = _module.TypeIndex(new Signature(parameters, results));
        }
        else if (results.Length == 1)
        {
            open.BlockType = results[0];
        }
        return open;
    }

    // Takes what is on the stack away.
    private void Discard(byte[] types)
    {
        for (int i = types.Length - 1; i >= 0; i--)
        {
            int local = _random.OneIn(3) ? PickLocal((WasmType)types[i]) : -1;
            if (local >= 0)
                Emit(Opcode.LocalSet, local);
            else
                Emit(Opcode.Drop);
        }
    }

    // A block whose first result is wanted; the others are dropped.
    private void Block(WasmType type, int depth)
    {
        byte[] parameters = _random.OneIn(3) ? RandomTypes(2) : [];
        byte[] results = [(byte)type, .. _random.OneIn(3) ? RandomTypes(2) : []];
        Values(parameters, depth);
        Emit(Open(Opcode.Block, parameters, results));
        _labels.Add(results);
        Discard(parameters);
        Statements(_random.Below(3), depth);
        if (_random.OneIn(6))
            Leave(depth);
        else
            Values(results, depth);
        Close();
        Discard(results[1..]);
    }

    private void Close()
    {
        _labels.RemoveAt(_labels.Count - 1);
        Emit(Opcode.End);
    }

    private void If(byte[] results, int depth)
    {
        Value(WasmType.I32, depth);
        Emit(Open(Opcode.If, [], results));
        _labels.Add(results);
        Statements(_random.Below(3), depth);
        Values(results, depth);
        if (results.Length != 0 || _random.OneIn(2))
        {
            Emit(Opcode.Else);
            Statements(_random.Below(2), depth);
            Values(results, depth);
        }
        Close();
    }

    // A loop with a result; what a branch to it takes are its parameters.
    private void Loop(WasmType type, int depth)
    {
        byte[] parameters = _random.OneIn(2) ? RandomTypes(2) : [];
        Values(parameters, depth);
        Emit(Open(Opcode.Loop, parameters, [(byte)type]));
        _labels.Add(parameters);
        Discard(parameters);
        Statements(1 + _random.Below(2), depth);
        Repeat(parameters, depth);
        Value(type, depth);
        Close();
    }

    // Goes back to the loop that is open, most often while a local is small.
    private void Repeat(byte[] parameters, int depth)
    {
        Values(parameters, depth);
        int counter = PickLocal(WasmType.I32);
        if (counter < 0 || _random.OneIn(6))
        {
            Value(WasmType.I32, depth);
        }
        else
        {
            Emit(Opcode.LocalGet, counter);
            Constant(WasmType.I32, 1);
            Emit(Opcode.I32Add);
            Emit(Opcode.LocalTee, counter);
            Constant(WasmType.I32, (ulong)(1 + _random.Below(20)));
            Emit(Opcode.I32LtU);
        }
        Emit(Opcode.BrIf, 0);
        Discard(parameters);
    }

    // Calls a function whose first result is of a type; false when there is none.
    private bool Call(WasmType type, int depth)
    {
        int function = Pick(_module.FunctionCount, i => _module.TypeOf((uint)i).Results is [var first, ..] && first == (byte)type);
        if (function < 0)
            return false;
        Call(function, depth);
        Discard(_module.TypeOf((uint)function).Results[1..]);
        return true;
    }

    // Directly or through the table.
    private void Call(int function, int depth)
    {
        Signature type = _module.TypeOf((uint)function);
        Values(type.Parameters, depth);
        if (_module.Tables.Count == 0 || _random.OneIn(2))
        {
            Emit(Opcode.Call, function);
            return;
        }
        if (_random.OneIn(4))
            Value(WasmType.I32, depth);
        else
            Constant(WasmType.I32, (ulong)_random.Below((int)_module.Tables[0].Minimum + 1));
        Emit(Opcode.CallIndirect, (int)_module.TypeIndex(type));
    }

    private void Statements(int count, int depth)
    {
        for (int i = 0; i < count && _budget > 0; i++)
            Statement(depth);
    }

    private void Statement(int depth)
    {
        if (depth <= 0 || _budget <= 0)
        {
            Emit(Opcode.Nop);
            return;
        }
        switch (_random.Below(20))
        {
            case <= 3: SetLocal(depth - 1); break;
            case <= 5: SetGlobal(depth - 1); break;
            case <= 8 when _module.Memories.Count != 0: Store(depth - 1); break;
            case <= 10: If([], depth - 1); break;
            case 11: PlainBlock(Opcode.Block, depth - 1); break;
            case <= 13: PlainBlock(Opcode.Loop, depth - 1); break;
            case 14: CallAny(depth - 1); break;
            case 15: BranchIf(depth - 1); break;
            case 16: LeavingBlock(depth - 1); break;
            case <= 18: Bulk(depth - 1); break;
            default:
                Value(RandomType(_random), depth - 1);
                Emit(Opcode.Drop);
                break;
        }
    }

    private void SetLocal(int depth)
    {
        if (_locals.Count == 0)
            return;
        int local = _random.Below(_locals.Count);
        Value(_locals[local], depth);
        Emit(Opcode.LocalSet, local);
    }

    private void SetGlobal(int depth)
    {
        WasmType type = RandomType(_random);
        int global = PickGlobal(type, mutable: true);
        if (global < 0)
            return;
        Value(type, depth);
        Emit(Opcode.GlobalSet, global);
    }

    private void Store(int depth)
    {
        Opcode opcode = _random.Of(Operations.Stores);
        Address(depth);
        Value((WasmType)OperandTypes.Of(opcode)[1], depth);
        Access(opcode);
    }

    private void PlainBlock(Opcode opcode, int depth)
    {
        Emit(opcode);
        _labels.Add([]);
        Statements(1 + _random.Below(3), depth);
        if (opcode == Opcode.Loop)
            Repeat([], depth);
        Close();
    }

    private void CallAny(int depth)
    {
        if (_module.FunctionCount == 0)
            return;
        int function = _random.Below(_module.FunctionCount);
        Call(function, depth);
        Discard(_module.TypeOf((uint)function).Results);
    }

    private byte[] Label(int index) => _labels[_labels.Count - 1 - index];

    private void BranchIf(int depth)
    {
        if (_labels.Count == 0)
            return;
        int label = _random.Below(_labels.Count);
        byte[] types = Label(label);
        Values(types, depth);
        Value(WasmType.I32, depth);
        Emit(Opcode.BrIf, label);
        Discard(types);
    }

    // A block that is left before its end, so that what stands behind is never reached.
    private void LeavingBlock(int depth)
    {
        Emit(Opcode.Block);
        _labels.Add([]);
        Statements(_random.Below(2), depth);
        Leave(depth);
        Close();
    }

    // An instruction behind which nothing runs until the block ends; the stack may hold anything then.
    private void Leave(int depth)
    {
        switch (_random.Below(10))
        {
            case 0: Emit(Opcode.Unreachable); break;
            case <= 2 when _results != null:
                Values(_results, depth);
                Emit(Opcode.Return);
                break;
            case 3 when _results != null: TailCall(depth); break;
            case <= 6: BranchTable(depth); break;
            default:
                int label = _random.Below(_labels.Count);
                Values(Label(label), depth);
                Emit(Opcode.Br, label);
                break;
        }
        if (!_random.OneIn(3))
            return;
        Emit(_random.Of(Operations.Computing(RandomType(_random))));
        Emit(Opcode.Drop);
    }

    private void TailCall(int depth)
    {
        int function = Pick(_module.FunctionCount, i => _module.TypeOf((uint)i).Results.AsSpan().SequenceEqual(_results));
        if (function < 0)
        {
            Emit(Opcode.Unreachable);
            return;
        }
        Call(function, depth);
        FuzzInstruction call = _code[^1];
        call.Opcode = call.Opcode == Opcode.Call ? Opcode.ReturnCall : Opcode.ReturnCallIndirect;
        _code[^1] = call;
    }

    private void BranchTable(int depth)
    {
        int label = _random.Below(_labels.Count);
        byte[] types = Label(label);
        uint[] alike = [.. Enumerable.Range(0, _labels.Count).Where(i => Label(i).AsSpan().SequenceEqual(types)).Select(i => (uint)i)];
        Values(types, depth);
        Value(WasmType.I32, depth);
        uint[] labels = [.. Enumerable.Range(0, 1 + _random.Below(5)).Select(_ => _random.Of(alike))];
        Emit(new FuzzInstruction(Opcode.BrTable) { Labels = labels });
    }

    private void Bulk(int depth)
    {
        bool memory = _module.Memories.Count != 0, table = _module.Tables.Count != 0;
        switch (_random.Below(8))
        {
            case <= 1 when memory: Range(Opcode.MemoryCopy, depth); break;
            case <= 3 when memory: Range(Opcode.MemoryFill, depth); break;
            case 4 when memory && _module.Data.Count != 0: Range(Opcode.MemoryInit, depth, _random.Below(_module.Data.Count)); break;
            case 5 when _module.Data.Count != 0: Emit(Opcode.DataDrop, _random.Below(_module.Data.Count)); break;
            case 6 when table: Range(Opcode.TableCopy, depth); break;
            case 7 when table && _module.Elements.Count != 0: Range(Opcode.TableInit, depth, _random.Below(_module.Elements.Count)); break;
            case 5 when _module.Elements.Count != 0: Emit(Opcode.ElemDrop, _random.Below(_module.Elements.Count)); break;
            default: break;
        }
    }

    private void Range(Opcode opcode, int depth, int segment = 0)
    {
        Address(depth);
        if (opcode == Opcode.MemoryFill)
            Value(WasmType.I32, depth);
        else
            Short();
        Short();
        Emit(opcode, segment);

        void Short()
        {
            if (_random.OneIn(6))
                Address(depth);
            else
                Constant(WasmType.I32, (ulong)_random.Below(_random.OneIn(4) ? 300 : 4));
        }
    }
}
