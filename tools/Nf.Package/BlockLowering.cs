using System.Collections.Generic;
using System.Linq;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>
/// Rewrites functions so that no branch carries more than one value and nothing stands behind an unconditional branch. wasm3 moves several
/// values wrongly: a float among them, a 64-bit value over two 32-bit ones, the parameters of a loop at <c>br</c>; and it compiles code that
/// is never reached with a wrong idea of its registers (tests/fuzz/regressions). Such values go through locals instead.
/// </summary>
internal sealed class BlockLowering
{
    private readonly SourceModule _module;
    private readonly FunctionBody _function;
    private readonly byte[] _results;
    private readonly WasmWriter _writer;
    private readonly List<Frame> _frames = [];
    private readonly List<(uint Count, byte Type)> _locals;
    private readonly Dictionary<(int Place, byte Type), uint> _cells = [];
    private readonly uint _parameterCount;
    private bool _isWrapped;
    private bool _isDead;
    private int _deadDepth;

    private BlockLowering(SourceModule module, FunctionBody function, WasmWriter writer)
    {
        Signature type = module.Types[(int)function.Type];
        _module = module;
        _function = function;
        _results = type.Results;
        _writer = writer;
        _locals = [.. function.Locals];
        _parameterCount = (uint)type.Parameters.Length;
    }

    /// <summary>Rewrites all functions of a module.</summary>
    /// <exception cref="NfException">A function is broken, or a br_table mixes what cannot be.</exception>
    public static void Apply(SourceModule module)
    {
        WasmWriter code = new();
        List<FunctionBody> functions = [];
        foreach (FunctionBody function in module.Functions)
        {
            int start = code.Length;
            BlockLowering lowering = new(module, function, code);
            lowering.Rewrite();
            functions.Add(function with { Locals = lowering._locals, Start = start, End = code.Length });
        }
        module.ReplaceCode(code.Bytes.ToArray(), functions);
    }

    private void Rewrite()
    {
        // A block in the place of the function's own label, which has the same depth.
        _isWrapped = _results.Length > 1 && Instructions().Any(IsLeaving);
        if (_isWrapped)
            WriteOpen(Opcode.Block, []);
        _frames.Add(new Frame(Opcode.Block, [], _results));
        foreach (Instruction instruction in Instructions())
        {
            if (!Skips(instruction.Opcode))
                Write(in instruction);
        }
        if (_frames.Count != 0)
            throw Refusal.Of(new LoadError(Status.MalformedModule, LoadDetail.BodySize, _function.End));
    }

    private static bool IsLeaving(Instruction instruction) => instruction.Opcode is (>= Opcode.Br and <= Opcode.Return)
        or Opcode.ReturnCall or Opcode.ReturnCallIndirect;

    private List<Instruction> Instructions()
    {
        List<Instruction> instructions = [];
        WasmReader code = _module.Code(_function);
        while (!code.AtEnd && !code.Failed)
        {
            Instruction.Read(ref code, out Instruction instruction);
            instructions.Add(instruction);
        }
        return code.Failed ? throw Refusal.Of(code.Error) : instructions;
    }

    // Behind an unconditional branch: up to the else or end of the block that it stands in.
    private bool Skips(Opcode opcode)
    {
        if (!_isDead)
            return false;
        if (opcode is Opcode.Block or Opcode.Loop or Opcode.If)
            _deadDepth++;
        if (_deadDepth == 0)
            return opcode is not (Opcode.Else or Opcode.End);
        if (opcode == Opcode.End)
            _deadDepth--;
        return true;
    }

    private void Write(in Instruction instruction)
    {
        if (_frames.Count == 0)
            throw Refusal.Of(new LoadError(Status.MalformedModule, LoadDetail.BodySize, instruction.Offset));
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If: WriteBlock(in instruction); break;
            case Opcode.Else: WriteElse(); break;
            case Opcode.End: WriteEnd(); break;
            case Opcode.Br: WriteBranch(in instruction); break;
            case Opcode.BrIf: WriteBranchIf(in instruction); break;
            case Opcode.BrTable: WriteBranchTable(in instruction); break;
            case Opcode.Return or Opcode.ReturnCall or Opcode.ReturnCallIndirect: WriteReturn(in instruction); break;
            default:
                Copy(in instruction);
                _isDead = instruction.Opcode == Opcode.Unreachable;
                break;
        }
    }

    private void Copy(in Instruction instruction) => InstructionWriter.Write(_writer, in instruction, _module.Bytes.Span);

    private void WriteBlock(in Instruction instruction)
    {
        Frame frame = Open(in instruction);
        if (frame.Parameters.Length != 0)
            Carry(frame.Parameters, under: instruction.Opcode == Opcode.If);
        WriteOpen(instruction.Opcode, frame.Results);
        Fetch(frame.Parameters);
        _frames.Add(frame);
    }

    private Frame Open(in Instruction instruction)
    {
        if (instruction.BlockType == Instruction.EmptyBlock)
            return new Frame(instruction.Opcode, [], []);
        if (instruction.BlockType != 0)
            return new Frame(instruction.Opcode, [], [instruction.BlockType]);
        if (instruction.Index >= (uint)_module.Types.Count)
            throw Refusal.Of(new LoadError(Status.InvalidModule, LoadDetail.Index, instruction.Offset));
        Signature type = _module.Types[(int)instruction.Index];
        return new Frame(instruction.Opcode, type.Parameters, type.Results);
    }

    private void WriteOpen(Opcode opcode, byte[] results)
    {
        _writer.Opcode(opcode);
        _writer.Byte(results is [var type] ? type : Instruction.EmptyBlock);
    }

    private void WriteElse()
    {
        Frame frame = _frames[^1];
        EndArm(frame);
        _frames[^1] = frame with { Opcode = Opcode.Else };
        _writer.Opcode(Opcode.Else);
        Fetch(frame.Parameters);
    }

    private void WriteEnd()
    {
        Frame frame = _frames[^1];
        bool isBody = _frames.Count == 1;
        if (!isBody || _isWrapped)
            EndArm(frame);
        if (frame.Opcode == Opcode.If && frame.Parameters.Length != 0)
        {
            // Without an else the parameters are the results.
            _writer.Opcode(Opcode.Else);
            Fetch(frame.Parameters);
            EndArm(frame);
        }
        _isDead = false;
        _writer.Opcode(Opcode.End);
        _frames.RemoveAt(_frames.Count - 1);
        if (frame.Results.Length > 1 && (!isBody || _isWrapped))
            Fetch(frame.Results);
        if (isBody && _isWrapped)
            _writer.Opcode(Opcode.End);
    }

    private void EndArm(Frame frame)
    {
        if (!_isDead && frame.Results.Length > 1)
            Carry(frame.Results, under: false);
        _isDead = false;
    }

    private Frame Label(uint label, int offset) => label < (uint)_frames.Count
        ? _frames[_frames.Count - 1 - (int)label]
        : throw Refusal.Of(new LoadError(Status.InvalidModule, LoadDetail.Index, offset));

    private void WriteBranch(in Instruction instruction)
    {
        Frame frame = Label(instruction.Index, instruction.Offset);
        if (frame.IsCarried)
            Carry(frame.Label, under: false);
        Copy(in instruction);
        _isDead = true;
    }

    private void WriteBranchIf(in Instruction instruction)
    {
        Frame frame = Label(instruction.Index, instruction.Offset);
        if (frame.IsCarried)
            Carry(frame.Label, under: true);
        Copy(in instruction);
        if (frame.IsCarried)
            Fetch(frame.Label);
    }

    private void WriteBranchTable(in Instruction instruction)
    {
        WasmReader labels = new(_module.Bytes.Span, instruction.LabelsOffset, _module.Bytes.Length);
        Frame first = Label(labels.ReadU32(), instruction.Offset);
        for (uint i = 0; i < instruction.LabelCount; i++)
        {
            if (Label(labels.ReadU32(), instruction.Offset).IsCarried != first.IsCarried)
                throw new NfException(Status.FeatureNotSupported,
                    $"The module is refused at byte {instruction.Offset}: feature not supported: a br_table to blocks and to loops with parameters.");
        }
        if (first.IsCarried)
            Carry(first.Label, under: true);
        Copy(in instruction);
        _isDead = true;
    }

    private void WriteReturn(in Instruction instruction)
    {
        _isDead = true;
        if (!_isWrapped)
        {
            Copy(in instruction);
            return;
        }
        Instruction call = instruction;
        call.Opcode = instruction.Opcode == Opcode.ReturnCall ? Opcode.Call : Opcode.CallIndirect;
        if (instruction.Opcode != Opcode.Return)
            Copy(in call);
        Carry(_results, under: false);
        _writer.Indexed(Opcode.Br, (uint)_frames.Count - 1);
    }

    // Takes values from the stack into their locals; a condition or an index may lie over them and stays.
    private void Carry(byte[] types, bool under)
    {
        const int condition = -1;
        uint over = under ? Cell(condition, (byte)WasmType.I32) : 0;
        if (under)
            _writer.Indexed(Opcode.LocalSet, over);
        for (int i = types.Length - 1; i >= 0; i--)
            _writer.Indexed(Opcode.LocalSet, Cell(i, types[i]));
        if (under)
            _writer.Indexed(Opcode.LocalGet, over);
    }

    private void Fetch(byte[] types)
    {
        for (int i = 0; i < types.Length; i++)
            _writer.Indexed(Opcode.LocalGet, Cell(i, types[i]));
    }

    // One local for each place and type is enough: what is carried is fetched at once.
    private uint Cell(int place, byte type)
    {
        if (_cells.TryGetValue((place, type), out uint cell))
            return cell;
        cell = _parameterCount + _function.LocalCount + (uint)_cells.Count;
        _locals.Add((1, type));
        _cells.Add((place, type), cell);
        return cell;
    }

    /// <summary>An open block as it was written in the module.</summary>
    private readonly record struct Frame(Opcode Opcode, byte[] Parameters, byte[] Results)
    {
        /// <summary>What a branch to it takes.</summary>
        public byte[] Label => Opcode == Opcode.Loop ? Parameters : Results;

        /// <summary>Whether that goes through locals.</summary>
        public bool IsCarried => Opcode == Opcode.Loop ? Parameters.Length != 0 : Results.Length > 1;
    }
}
