using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// Checks the types of all function bodies in one pass, without a heap and without recursion, and measures what they need.
/// </summary>
/// <remarks>
/// Source: WebAssembly core specification 3.3 and 3.4, appendix "Validation Algorithm". The stacks of that algorithm lie in scratch memory
/// that the caller lends; an index over types, functions and globals stands there too, so that the time is linear in the module's size.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public ref partial struct Validator
{
    // A type that was not determined: an operand behind an unconditional branch.
    private const byte Unknown = (byte)WasmType.None;
    private const byte I32 = (byte)WasmType.I32;
    private const byte MutableBit = 0x80;

    private readonly ref readonly WasmModule _module;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly ValidationRules _rules;
    private readonly int _dataCount;
    private readonly int _elementCount;

    private readonly Span<ControlFrame> _frames;
    private readonly Span<int> _types; // Byte offset of each type's entry.
    private readonly Span<int> _functions; // Byte offset of the entry of each function's type; see ReadImports for the negative ones.
    private readonly Span<byte> _globals; // Type and mutability of each global.
    private readonly Span<byte> _values; // Types of the locals, then of the operands.

    private WasmReader _reader;
    private CodeShape _shape;
    private LoadError _unlowered; // What is to be lowered first; see Unlowered.
    private int _function; // Index of the function whose body is being checked; -1 outside of bodies.
    private int _at; // Offset of the instruction that is being checked.
    private int _depth; // Index of the innermost frame; -1 behind the body's end.
    private int _top; // Number of locals and operands.
    private int _localCount;
    private int _kept; // See ValidationLimits.Values.
    private int _loops;

    // Metering, see Validator.Metering.cs.
    private long _charge; // The constant of the charge that was read last.
    private int _parameterCount;
    private int _tee; // The local of the local.tee just before; -1 for other instructions.
    private bool _leveled; // The function is charged a level of depth.
    private bool _calls; // The function holds a call that needs a level.

    private Validator(ref readonly WasmModule module, ValidationRules rules, in ValidationLimits limits, Span<byte> scratch)
    {
        _module = ref module;
        _bytes = module.Bytes;
        _rules = rules;
        _dataCount = module.HasDataCount ? module.DataCount : -1;
        _elementCount = module.ElementCount;
        _function = -1;
        int frameBytes = FrameCount(in module, in limits) * Unsafe.SizeOf<ControlFrame>();
        _frames = MemoryMarshal.Cast<byte, ControlFrame>(scratch.Slice(0, frameBytes));
        Span<int> index = MemoryMarshal.Cast<byte, int>(scratch.Slice(frameBytes));
        _types = index.Slice(0, module.TypeCount);
        _functions = index.Slice(module.TypeCount, module.FunctionCount);
        Span<byte> rest = scratch.Slice(frameBytes + (module.TypeCount + module.FunctionCount) * sizeof(int));
        _globals = rest.Slice(0, module.GlobalCount);
        _values = rest.Slice(module.GlobalCount, limits.Values);
        TakeScratch(rest.Slice(module.GlobalCount + limits.Values));
    }

    // A block takes three bytes at least, so a short module needs few frames whatever the limit is.
    private static int FrameCount(in WasmModule module, in ValidationLimits limits)
    {
        SectionRange code = module.Section(SectionId.Code);
        int most = (code.End - code.Start) / 3;
        return (limits.Nesting < most ? limits.Nesting : most) + 1;
    }

    /// <summary>Bytes of scratch memory that <see cref="Run"/> needs, aligned to 8. O(1).</summary>
    /// <param name="module">An opened module.</param>
    /// <param name="limits">The same as for <see cref="Run"/>.</param>
    public static long ScratchBytes(in WasmModule module, in ValidationLimits limits)
    {
        long bodies = (long)FrameCount(in module, in limits) * Unsafe.SizeOf<ControlFrame>()
            + ((long)module.TypeCount + module.FunctionCount) * sizeof(int) + module.GlobalCount + limits.Values;
        AddScratch(in module, ref bodies);
        long exports = (long)module.ExportCount * sizeof(int);
        return bodies > exports ? bodies : exports;
    }

    /// <summary>Validates an opened module's export names, segments and function bodies. O(bytes + exports log exports).</summary>
    /// <param name="module">The module.</param>
    /// <param name="rules">What it may hold.</param>
    /// <param name="limits">How large a function may be.</param>
    /// <param name="scratch">Memory of at least <see cref="ScratchBytes"/>; what it held is lost.</param>
    /// <param name="shape">What the bodies need; usable only on success.</param>
    /// <param name="error">What was wrong, in which function, and where.</param>
    /// <returns>
    /// Ok, TruncatedModule, MalformedModule, InvalidModule, FeatureNotSupported, LimitExceeded, or InvalidArgument when there is too little
    /// scratch memory.
    /// </returns>
    public static Status Run(
        ref readonly WasmModule module, ValidationRules rules, in ValidationLimits limits, Span<byte> scratch,
        out CodeShape shape, out LoadError error)
    {
        shape = default;
        if (scratch.Length < ScratchBytes(in module, in limits))
        {
            error = new LoadError(Status.InvalidArgument, LoadDetail.Values, -1);
            return error.Status;
        }

        LoadError structure = default;
        CheckStructure(in module, rules, ref structure);
        if (structure.Status != Status.Ok)
        {
            error = structure;
            return error.Status;
        }

        int repeated = ExportNames.FindRepeated(in module, MemoryMarshal.Cast<byte, int>(scratch).Slice(0, module.ExportCount));
        if (repeated >= 0)
        {
            error = new LoadError(Status.InvalidModule, LoadDetail.DuplicateExport, repeated);
            return error.Status;
        }

        Validator validator = new(in module, rules, in limits, scratch);
        error = validator.CheckModule();
        shape = validator._shape;
        return error.Status;
    }

    private LoadError CheckModule()
    {
        ReadTypes();
        ReadImports();
        ReadFunctions();
        ReadGlobals();
        CheckData();
        CheckElements();
        LoadError error = Metered ? CheckMeteredModule() : default;
        if (error.Status == Status.Ok) ReadReferences(ref error);
        if (error.Status == Status.Ok) error = CheckBodies();
        return error.Status == Status.Ok ? _unlowered : error;
    }

    private readonly void ReadTypes()
    {
        WasmReader reader = _module.Types();
        for (int i = 0; i < _types.Length; i++)
        {
            _types[i] = reader.Position;
            WasmModule.ReadFunctionType(ref reader);
        }
    }

    // An import that lowered code calls in one form only is kept as the negated offset of its entry.
    private readonly void ReadImports()
    {
        WasmReader reader = _module.Imports();
        for (int i = 0; i < _module.FunctionImportCount; i++)
        {
            ImportEntry import = WasmModule.ReadImport(ref reader);
            bool lowered = Metered && import.Module.SequenceEqual(LoweredFunctions.Module);
            _functions[i] = lowered ? -import.Offset : _types[import.TypeIndex];
        }
    }

    private readonly void ReadFunctions()
    {
        WasmReader reader = _module.Functions();
        for (int i = _module.FunctionImportCount; i < _functions.Length; i++) _functions[i] = _types[(int)reader.ReadU32()];
    }

    private readonly void ReadGlobals()
    {
        WasmReader reader = _module.Globals();
        for (int i = 0; i < _globals.Length; i++)
        {
            WasmModule.ReadGlobal(ref reader, out WasmType type, out bool mutable);
            _globals[i] = (byte)((int)type & ~MutableBit | (mutable ? MutableBit : 0));
        }
    }

    private void CheckData()
    {
        WasmReader reader = _module.DataSegments();
        while (!reader.AtEnd)
        {
            DataSegment segment = DataSegment.Read(ref reader);
            if (segment.Kind != 0) Unlowered(ValidationRules.NoBulkSegments, segment.Offset, WasmFeature.BulkSegments);
        }
    }

    private void CheckElements()
    {
        WasmReader reader = _module.ElementSegments();
        while (!reader.AtEnd)
        {
            ElementSegment segment = ElementSegment.Read(ref reader, _functions.Length);
            if (segment.Kind != 0) Unlowered(ValidationRules.NoBulkSegments, segment.Offset, WasmFeature.BulkSegments);
        }
    }

    private readonly bool Has(ValidationRules rule) => (_rules & rule) != 0;

    // The first of what a packager lowers is told only when there is nothing that it can't mend.
    private void Unlowered(ValidationRules rule, int offset, WasmFeature feature)
    {
        if (!Has(rule) || _unlowered.Status != Status.Ok) return;
        _unlowered = new LoadError(Status.FeatureNotSupported, LoadDetail.Feature, offset, functionIndex: _function) { Feature = feature };
    }

    private LoadError CheckBodies()
    {
        SectionRange range = _module.Section(SectionId.Code);
        _reader = new WasmReader(_bytes, range.Start, range.End);
        _reader.Restrict(_rules);
        int count = range.Start == 0 ? 0 : _reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            _function = _module.FunctionImportCount + i;
            CheckBody(_function);
            if (_reader.Failed) return _reader.Error with { FunctionIndex = _function };
        }

        if (!_reader.AtEnd) _reader.Fail(Status.MalformedModule, LoadDetail.SectionSize);
        return _reader.Error;
    }

    private void CheckBody(int function)
    {
        int outerEnd = _reader.Enter(_reader.ReadU32());
        Note(ref _shape.BodyBytes, _reader.BytesLeft);
        TypeRange type = TypeRange.OfEntry(_bytes, _functions[function]);
        uint declared = ReadLocals(type.Parameters(_bytes));
        _depth = -1;
        PushFrame(Opcode.End, type);
        if (Metered && !_reader.Failed) BeginMeteredBody(declared);
        while (_depth >= 0)
        {
            Instruction.Read(ref _reader, out Instruction instruction);
            if (_reader.Failed) return;
            if (Metered) CheckMetered(in instruction);
            else Check(in instruction);
        }

        if (!_reader.AtEnd) _reader.Fail(Status.MalformedModule, LoadDetail.BodySize);
        _reader.Leave(outerEnd);
    }

    // Returns the number of declared locals, those without parameters.
    private uint ReadLocals(ReadOnlySpan<byte> parameters)
    {
        ulong total = (ulong)parameters.Length;
        if (parameters.Length <= _values.Length) parameters.CopyTo(_values);
        int at = _reader.Position;
        int groups = _reader.ReadCount();
        for (int i = 0; i < groups && !_reader.Failed; i++)
        {
            at = _reader.Position;
            uint count = _reader.ReadU32();
            byte type = (byte)_reader.ReadType();
            if (total + count <= (ulong)_values.Length) _values.Slice((int)total, (int)count).Fill(type);
            total += count;
            if (total - (ulong)parameters.Length > uint.MaxValue) _reader.FailAt(at, Status.MalformedModule, LoadDetail.Locals);
        }

        if (total > (ulong)_values.Length) _reader.FailLimit(at, LoadDetail.Locals, _values.Length, (uint)total);
        if (_reader.Failed) return 0;
        _localCount = (int)total;
        _top = _localCount;
        _kept = 0;
        _loops = 0;
        Note(ref _shape.Locals, _localCount);
        return (uint)(_localCount - parameters.Length);
    }

    private void Check(in Instruction instruction)
    {
        _at = instruction.Offset;
        bool dead = _frames[_depth].Unreachable && instruction.Opcode is not (Opcode.Else or Opcode.End);
        if (dead) Unlowered(ValidationRules.NoDeadCode, _at, WasmFeature.DeadCode);
        switch (instruction.Opcode)
        {
            case Opcode.Unreachable: EndReachable(); break;
            case Opcode.Nop: break;
            case Opcode.Block or Opcode.Loop or Opcode.If: CheckBlock(in instruction); break;
            case Opcode.Else: CheckElse(); break;
            case Opcode.End: CheckEnd(); break;
            case Opcode.Br: CheckBranch(instruction.Index); break;
            case Opcode.BrIf: CheckBranchIf(instruction.Index); break;
            case Opcode.BrTable: CheckBranchTable(in instruction); break;
            case Opcode.Return: PopAll(_frames[0].Type.Results(_bytes)); EndReachable(); break;
            case Opcode.Call or Opcode.ReturnCall: CheckCall(in instruction); break;
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect: CheckCallIndirect(in instruction); break;
            case Opcode.Drop: Pop(Unknown); break;
            case Opcode.Select: CheckSelect(); break;
            case Opcode.SelectTyped or Opcode.TableGet or Opcode.TableSet: CheckReference(in instruction); break;
            case >= Opcode.RefNull and <= Opcode.RefFunc or >= Opcode.TableGrow: CheckReference(in instruction); break;
            case Opcode.LocalGet: if (InRange(instruction.Index, _localCount)) Push(_values[(int)instruction.Index]); break;
            case Opcode.LocalSet: if (InRange(instruction.Index, _localCount)) Pop(_values[(int)instruction.Index]); break;
            case Opcode.LocalTee: CheckTee(instruction.Index); break;
            case Opcode.GlobalGet: CheckGlobal(instruction.Index, false); break;
            case Opcode.GlobalSet: CheckGlobal(instruction.Index, true); break;
            case <= Opcode.MemoryGrow: CheckMemory(in instruction); break;
            case >= Opcode.MemoryInit: CheckBulk(in instruction); break;
            default: CheckOperands(instruction.Opcode); break;
        }
    }

    // What belongs to references: Validator.Ahead.cs, in builds that have an engine for them.
    static partial void AddScratch(in WasmModule module, ref long bytes);

    partial void TakeScratch(Span<byte> scratch);

    static partial void CheckStructure(ref readonly WasmModule module, ValidationRules rules, ref LoadError error);

    partial void ReadReferences(ref LoadError error);

    partial void CheckReference(in Instruction instruction);

    partial void CheckElementTypes(in Instruction instruction);

    partial void CheckTableType(uint table, byte type);

    partial void CheckNumber(byte type);

    private void CheckOperands(Opcode opcode)
    {
        ReadOnlySpan<byte> types = OperandTypes.Of(opcode);
        if (types[2] != 0) Pop(types[2]);
        if (types[1] != 0) Pop(types[1]);
        if (types[0] != 0) Pop(types[0]);
        if (types[3] != 0) Push(types[3]);
    }

    private void CheckMemory(in Instruction instruction)
    {
        if (!InRange(0, _module.HasMemory ? 1 : 0)) return;
        bool access = instruction.Opcode < Opcode.MemorySize;
        uint most = access ? OperandTypes.AlignMax(instruction.Opcode) : 0;
        if (access && instruction.Align > most)
            _reader.FailMismatch(_at, LoadDetail.Alignment, most, instruction.Align);
        CheckOperands(instruction.Opcode);
    }

    private void CheckBulk(in Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        bool lowered = opcode is not (Opcode.MemoryCopy or Opcode.MemoryFill);
        if (lowered) Unlowered(ValidationRules.NoBulkInstructions, _at, WasmFeature.BulkInstructions);
        if (opcode is Opcode.MemoryInit or Opcode.DataDrop)
        {
            if (_dataCount < 0) _reader.FailAt(_at, Status.MalformedModule, LoadDetail.DataCount);
            InRange(instruction.Index, _dataCount);
        }

        if (opcode is Opcode.TableInit or Opcode.ElemDrop) InRange(instruction.Index, _elementCount);
        if (opcode is Opcode.MemoryInit or Opcode.MemoryCopy or Opcode.MemoryFill) InRange(0, _module.HasMemory ? 1 : 0);
        if (opcode is Opcode.TableInit or Opcode.TableCopy) InRange(instruction.SecondIndex, _module.TableCount);
        if (opcode == Opcode.TableCopy) InRange(instruction.Index, _module.TableCount);
        if (opcode is Opcode.TableInit or Opcode.TableCopy && !_reader.Failed) CheckElementTypes(in instruction);
        CheckOperands(opcode);
    }

    private void CheckBlock(in Instruction instruction)
    {
        bool indexed = instruction.BlockType == 0;
        if (indexed && !InRange(instruction.Index, _types.Length)) return;
        TypeRange type = indexed
            ? TypeRange.OfEntry(_bytes, _types[(int)instruction.Index])
            : TypeRange.OfInline(instruction.BlockTypeOffset, instruction.BlockType != Instruction.EmptyBlock);
        if (!type.IsPlain(_bytes)) Unlowered(ValidationRules.NoBlockValues, _at, WasmFeature.BlockValues);
        if (instruction.Opcode == Opcode.If) Pop(I32);
        PopAll(type.Parameters(_bytes));
        PushFrame(instruction.Opcode, type);
    }

    private void CheckElse()
    {
        if (_frames[_depth].Opcode != Opcode.If)
        {
            _reader.FailAt(_at, Status.MalformedModule, LoadDetail.Else);
            return;
        }

        TypeRange type = PopFrame();
        PushFrame(Opcode.Else, type);
    }

    private void CheckEnd()
    {
        bool withoutElse = _frames[_depth].Opcode == Opcode.If;
        TypeRange type = PopFrame();
        if (withoutElse && !type.Parameters(_bytes).SequenceEqual(type.Results(_bytes)))
            _reader.FailAt(_at, Status.InvalidModule, LoadDetail.Else);
        if (_depth >= 0) PushAll(type.Results(_bytes));
    }

    private void CheckBranch(uint label)
    {
        PopAll(Label(label));
        if (_reader.Failed) return;
        ref ControlFrame frame = ref _frames[_depth];
        // An engine that compiles in one pass may keep what is left here until the block ends: wasm3 does.
        if (_frames[_depth - (int)label].Opcode == Opcode.Loop) _kept += _top - frame.Base;
        EndReachable();
    }

    private void CheckBranchIf(uint label)
    {
        Pop(I32);
        ReadOnlySpan<byte> types = Label(label);
        PopAll(types);
        PushAll(types);
    }

    private void CheckBranchTable(in Instruction instruction)
    {
        Pop(I32);
        WasmReader labels = new(_bytes, instruction.LabelsOffset, _reader.Position);
        int width = -1;
        while (!labels.AtEnd && !_reader.Failed)
        {
            ReadOnlySpan<byte> types = Label(labels.ReadU32());
            if (width < 0) width = types.Length;
            if (types.Length != width)
                _reader.FailMismatch(_at, LoadDetail.Label, (uint)width, (uint)types.Length);
            int top = _top;
            PopAll(types);
            // What was popped still stands there. Behind an unconditional branch it may have been less than the types.
            _top = top;
        }

        EndReachable();
    }

    // The operand types that a branch to a label takes.
    private ReadOnlySpan<byte> Label(uint label)
    {
        if (!InRange(label, _depth + 1)) return default;
        if (Metered) CheckMeteredLabel(label);
        return _frames[_depth - (int)label].Label(_bytes);
    }

    private void CheckCall(in Instruction instruction)
    {
        if (!InRange(instruction.Index, _functions.Length)) return;
        int entry = _functions[(int)instruction.Index];
        if (entry < 0) entry = _types[_module.ImportAt(-entry).TypeIndex];
        CheckCallee(TypeRange.OfEntry(_bytes, entry), instruction.Opcode == Opcode.ReturnCall);
    }

    private void CheckCallIndirect(in Instruction instruction)
    {
        if (!InRange(instruction.SecondIndex, _module.TableCount) || !InRange(instruction.Index, _types.Length)) return;
        CheckTableType(instruction.SecondIndex, (byte)WasmType.FuncRef);
        Pop(I32);
        TypeRange type = TypeRange.OfEntry(_bytes, _types[(int)instruction.Index]);
        CheckCallee(type, instruction.Opcode == Opcode.ReturnCallIndirect);
    }

    private void CheckCallee(TypeRange type, bool tail)
    {
        if (tail) Unlowered(ValidationRules.NoTailCalls, _at, WasmFeature.TailCalls);
        PopAll(type.Parameters(_bytes));
        ReadOnlySpan<byte> results = type.Results(_bytes);
        if (!tail)
        {
            PushAll(results);
            return;
        }

        if (!results.SequenceEqual(_frames[0].Type.Results(_bytes))) _reader.FailAt(_at, Status.InvalidModule, LoadDetail.TailCall);
        EndReachable();
    }

    private void CheckSelect()
    {
        Pop(I32);
        byte second = Pop(Unknown);
        byte first = Pop(second);
        byte type = first == Unknown ? second : first;
        CheckNumber(type);
        Push(type);
    }

    private void CheckTee(uint index)
    {
        if (!InRange(index, _localCount)) return;
        byte type = _values[(int)index];
        Pop(type);
        Push(type);
    }

    private void CheckGlobal(uint index, bool set)
    {
        if (!InRange(index, _globals.Length)) return;
        byte global = _globals[(int)index];
        byte type = (byte)(global & ~MutableBit);
        if (!set)
        {
            Push(type);
            return;
        }

        if ((global & MutableBit) == 0) _reader.FailAt(_at, Status.InvalidModule, LoadDetail.Immutable);
        Pop(type);
    }

    private bool InRange(uint index, int count)
    {
        if (index < (uint)count) return true;
        _reader.FailMismatch(_at, LoadDetail.Index, (uint)count, index);
        return false;
    }

    private static void Note(ref int most, int value)
    {
        if (most < value) most = value;
    }

    private void PushFrame(Opcode opcode, TypeRange type)
    {
        if (_depth + 1 >= _frames.Length) _reader.FailLimit(_at, LoadDetail.Nesting, _frames.Length - 1, (uint)(_depth + 1));
        if (_reader.Failed) return;
        ref ControlFrame frame = ref _frames[++_depth];
        frame = default;
        frame.Opcode = opcode;
        frame.Type = type;
        frame.Base = _top;
        frame.KeptBefore = _kept;
        if (opcode == Opcode.End) return;
        Note(ref _shape.Nesting, _depth);
        if (opcode == Opcode.Loop) Note(ref _shape.LoopNesting, ++_loops);
        _kept += type.Count;
        NoteValues(_top);
        PushAll(type.Parameters(_bytes));
    }

    private TypeRange PopFrame()
    {
        ref ControlFrame frame = ref _frames[_depth];
        TypeRange type = frame.Type;
        PopAll(type.Results(_bytes));
        if (_top != frame.Base) _reader.FailMismatch(_at, LoadDetail.OperandCount, 0, (uint)(_top - frame.Base));
        if (Metered) EndMeteredFrame();
        if (frame.Opcode == Opcode.Loop) _loops--;
        _kept = frame.KeptBefore;
        _depth--;
        return type;
    }

    // Behind an unconditional branch nothing runs until the block ends.
    private void EndReachable()
    {
        ref ControlFrame frame = ref _frames[_depth];
        _top = frame.Base;
        frame.Unreachable = true;
    }

    private void NoteValues(int top)
    {
        int values = top + _kept;
        if (values > _values.Length) _reader.FailLimit(_at, LoadDetail.Values, _values.Length, (uint)values);
        Note(ref _shape.Values, values);
        Note(ref _shape.Operands, top - _localCount);
    }

    private void Push(byte type)
    {
        NoteValues(_top + 1);
        if (!_reader.Failed) _values[_top++] = type;
    }

    private void PushAll(ReadOnlySpan<byte> types)
    {
        for (int i = 0; i < types.Length; i++) Push(types[i]);
    }

    // Returns the type that was there.
    private byte Pop(byte expected)
    {
        ref ControlFrame frame = ref _frames[_depth];
        byte found = Unknown;
        if (_top > frame.Base) found = _values[--_top];
        else if (!frame.Unreachable) FailType(expected, Unknown);
        if (found != expected && found != Unknown && expected != Unknown) FailType(expected, found);
        return found;
    }

    private void FailType(byte expected, byte found) =>
        _reader.FailMismatch(_at, LoadDetail.TypeMismatch, expected, found);

    private void PopAll(ReadOnlySpan<byte> types)
    {
        for (int i = types.Length - 1; i >= 0; i--) Pop(types[i]);
    }
}
