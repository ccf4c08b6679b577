using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>
/// Lowers a function's control flow: dead code is left out, a tail call becomes a call and a return, and blocks whose type is not plain become
/// blocks without values (docs/PACKAGE.md, "Values of blocks").
/// </summary>
internal sealed class ControlLowering
{
    private readonly SourceModule _module;
    private readonly EngineRules _engine;
    private readonly Signature _type;
    private readonly bool _isCharged;
    private readonly BlockLocals _locals;
    private readonly Block _function;
    private readonly List<Block> _blocks = [];
    private readonly WasmWriter _writer = new();
    private int _longNumbers;
    private int _loweredBlocks;

    private ControlLowering(SourceModule module, FunctionBody function, EngineRules engine)
    {
        _module = module;
        _engine = engine;
        _type = module.Types[(int)function.Type];
        _isCharged = IsCharged(module, function);
        _locals = new BlockLocals((uint)_type.Parameters.Length + function.LocalCount);
        // The body of a charged function is going to stand in a block with the function's results.
        Signature whole = new([], _type.Results);
        _function = new Block(Opcode.End, whole, _isCharged && IsLowered(whole));
        _blocks.Add(_function);
    }

    /// <summary>Lowers a function.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="function">The function.</param>
    /// <param name="engine">What it is lowered for.</param>
    /// <param name="features">Counts what it uses, and what was replaced.</param>
    /// <exception cref="Nf.Errors.NfException">Its instructions are broken.</exception>
    public static LoweredBody Lower(SourceModule module, FunctionBody function, EngineRules engine, FeatureCount features)
    {
        ControlLowering lowering = new(module, function, engine);
        LiveCode code = new(module.Code(function));
        while (code.TryRead(out Instruction instruction, out int bytes))
        {
            features.Add(in instruction);
            lowering.Write(in instruction, bytes, code.IsReached);
        }
        features.AddLowered("long numbers", lowering._longNumbers);
        features.AddLowered("dead instructions", code.DeadCount);
        features.AddLowered("blocks with parameters, several results or a float", lowering._loweredBlocks);
        Block whole = lowering._function;
        List<uint> results = whole.IsLowered ? lowering._locals.Of(whole.Label) : [];
        List<(uint, byte)> locals = [.. function.Locals, .. lowering._locals.Types.Select(type => (1u, type))];
        return new LoweredBody(lowering._type, locals, lowering._writer.Bytes.ToArray(), lowering._isCharged, results);
    }

    private bool IsLowered(Signature type) => _engine.LowersBlocks && !Block.IsPlain(type);

    // Where a function has a call only in dead code, nothing is left to be charged.
    private static bool IsCharged(SourceModule module, FunctionBody function)
    {
        LiveCode code = new(module.Code(function));
        bool isCharged = false;
        while (code.TryRead(out Instruction instruction, out _))
        {
            isCharged |= instruction.Opcode is Opcode.CallIndirect or Opcode.ReturnCallIndirect
                || (instruction.Opcode is Opcode.Call or Opcode.ReturnCall && instruction.Index >= (uint)module.Imports.Count);
        }
        return isCharged;
    }

    private void Write(in Instruction instruction, int bytes, bool isReached)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                Open(in instruction, bytes);
                break;
            case Opcode.Else:
                Finish(isReached);
                _writer.Opcode(Opcode.Else);
                Begin(_blocks[^1]);
                break;
            case Opcode.End:
                Close(isReached);
                break;
            case Opcode.Br:
                SetLabel(Target(instruction.Index));
                Copy(in instruction, bytes);
                break;
            case Opcode.BrIf:
                SetLabelBelowCondition(Target(instruction.Index));
                Copy(in instruction, bytes);
                break;
            case Opcode.BrTable:
                BranchByTable(in instruction, bytes);
                break;
            case Opcode.Return:
                Return();
                break;
            case Opcode.ReturnCall:
                _writer.Indexed(Opcode.Call, instruction.Index);
                Return();
                break;
            case Opcode.ReturnCallIndirect:
                _writer.Indexed(Opcode.CallIndirect, instruction.Index);
                _writer.Unsigned(instruction.SecondIndex);
                Return();
                break;
            default:
                Copy(in instruction, bytes);
                break;
        }
    }

    private void Copy(in Instruction instruction, int bytes)
    {
        int start = _writer.Length;
        InstructionWriter.Write(_writer, in instruction, _module.Bytes.Span);
        if (_writer.Length - start < bytes)
            _longNumbers++;
    }

    private void Open(in Instruction instruction, int bytes)
    {
        Signature type = TypeOf(in instruction);
        Block block = new(instruction.Opcode, type, IsLowered(type));
        _blocks.Add(block);
        if (!block.IsLowered)
        {
            Copy(in instruction, bytes);
            return;
        }
        _loweredBlocks++;
        bool isBelowCondition = block.Opcode == Opcode.If && type.Parameters.Length != 0;
        if (isBelowCondition)
            _writer.Indexed(Opcode.LocalSet, _locals.Selector);
        Set(type.Parameters);
        if (isBelowCondition)
            _writer.Indexed(Opcode.LocalGet, _locals.Selector);
        _writer.Opcode(block.Opcode);
        _writer.Byte(Instruction.EmptyBlock);
        Begin(block);
    }

    // An if without an else has results like its parameters, so the locals that were set hold the results where it is not taken.
    private void Close(bool isReached)
    {
        Finish(isReached);
        _writer.Opcode(Opcode.End);
        Block block = _blocks[^1];
        _blocks.RemoveAt(_blocks.Count - 1);
        if (block.IsLowered && _blocks.Count != 0)
            Get(block.Type.Results);
    }

    private void Begin(Block block)
    {
        if (block.IsLowered)
            Get(block.Type.Parameters);
    }

    private void Finish(bool isReached)
    {
        if (_blocks[^1].IsLowered && isReached)
            Set(_blocks[^1].Type.Results);
    }

    private void Return()
    {
        SetLabel(_function);
        _writer.Opcode(Opcode.Return);
    }

    private void SetLabel(Block target)
    {
        if (target.IsLowered)
            Set(target.Label);
    }

    // The values stay on the stack, too, for where the branch is not taken.
    private void SetLabelBelowCondition(Block target)
    {
        if (!target.TakesLocals)
            return;
        _writer.Indexed(Opcode.LocalSet, _locals.Selector);
        Set(target.Label);
        Get(target.Label);
        _writer.Indexed(Opcode.LocalGet, _locals.Selector);
    }

    // All targets take values of the same types, so they share the locals. Labels of one br_table must take equally many values from the stack:
    // it branches to those that take theirs there from the end of a block of its own.
    private void BranchByTable(in Instruction instruction, int bytes)
    {
        List<uint> labels = Labels(in instruction);
        List<Block> targets = [.. labels.Select(Target)];
        int lowered = targets.FindIndex(target => target.TakesLocals);
        if (lowered < 0)
        {
            Copy(in instruction, bytes);
            return;
        }
        byte[] values = targets[lowered].Label;
        List<uint> plain = [.. labels.Where(label => !Target(label).IsLowered).Distinct()];
        _writer.Indexed(Opcode.LocalSet, _locals.Selector);
        Set(values);
        foreach (uint _ in plain)
        {
            _writer.Opcode(Opcode.Block);
            _writer.Byte(Instruction.EmptyBlock);
        }
        _writer.Indexed(Opcode.LocalGet, _locals.Selector);
        _writer.Indexed(Opcode.BrTable, instruction.LabelCount);
        foreach (uint label in labels)
            _writer.Unsigned(plain.Contains(label) ? (uint)plain.IndexOf(label) : label + (uint)plain.Count);
        for (int i = 0; i < plain.Count; i++)
        {
            _writer.Opcode(Opcode.End);
            Get(values);
            _writer.Indexed(Opcode.Br, plain[i] + (uint)(plain.Count - 1 - i));
        }
    }

    private void Set(byte[] types)
    {
        foreach (uint local in Enumerable.Reverse(_locals.Of(types)))
            _writer.Indexed(Opcode.LocalSet, local);
    }

    private void Get(byte[] types)
    {
        foreach (uint local in _locals.Of(types))
            _writer.Indexed(Opcode.LocalGet, local);
    }

    private Block Target(uint label) => label < (uint)_blocks.Count ? _blocks[^((int)label + 1)] : throw OutOfRange();

    private List<uint> Labels(in Instruction instruction)
    {
        List<uint> labels = [];
        WasmReader reader = new(_module.Bytes.Span, instruction.LabelsOffset, _module.Bytes.Length);
        for (uint i = 0; i <= instruction.LabelCount; i++)
            labels.Add(reader.ReadU32());
        return labels;
    }

    private Signature TypeOf(in Instruction instruction) => instruction.BlockType switch
    {
        Instruction.EmptyBlock => new Signature([], []),
        0 when instruction.Index < (uint)_module.Types.Count => _module.Types[(int)instruction.Index],
        0 => throw OutOfRange(),
        byte result => new Signature([], [result]),
    };

    private static Nf.Errors.NfException OutOfRange() => Refusal.Of(new LoadError(Status.InvalidModule, LoadDetail.Index, -1));
}
