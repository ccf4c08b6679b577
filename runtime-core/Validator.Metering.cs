using System;

namespace Nf.Runtime;

/// <summary>The verification of the metered form (docs/PACKAGE.md), in the same pass as the types.</summary>
public ref partial struct Validator
{
    // Sequences of instructions, two bytes each: the opcode and what must stand behind it.
    //   -  nothing, or an empty block type     G  the global that is charged     N, T  the locals of the page
    //   c  any constant, the charge            0, 1, 4  that constant
    private static ReadOnlySpan<byte> ChargeSteps => [(byte)Opcode.GlobalGet, (byte)'G', (byte)Opcode.I64Const, (byte)'c'];

    // Behind local.tee N, global.get F.
    private static ReadOnlySpan<byte> BulkSteps =>
    [
        (byte)Opcode.LocalGet, (byte)'N', (byte)Opcode.I64ExtendI32U, (byte)'-', (byte)Opcode.I64Const, (byte)'4',
        (byte)Opcode.I64ShrU, (byte)'-',
    ];

    // Behind either of them.
    private static ReadOnlySpan<byte> TakeSteps =>
    [
        (byte)Opcode.I64Sub, (byte)'-', (byte)Opcode.LocalTee, (byte)'T', (byte)Opcode.GlobalSet, (byte)'G',
        (byte)Opcode.LocalGet, (byte)'T', (byte)Opcode.I64Const, (byte)'0', (byte)Opcode.I64LtS, (byte)'-',
        (byte)Opcode.If, (byte)'-', (byte)Opcode.Unreachable, (byte)'-', (byte)Opcode.End, (byte)'-',
    ];

    private static ReadOnlySpan<byte> LeaveSteps =>
    [
        (byte)Opcode.GlobalGet, (byte)'G', (byte)Opcode.I64Const, (byte)'1', (byte)Opcode.I64Add, (byte)'-',
        (byte)Opcode.GlobalSet, (byte)'G',
    ];

    // Operands, and frames, that the sequences need at most.
    private const int SequenceOperands = 3;
    private const int SequenceFrames = 1;

    private readonly bool Metered => Has(ValidationRules.RequireMetered);

    private readonly int Fuel => _globals.Length - 2;

    private readonly int Depth => _globals.Length - 1;

    private readonly LoadError CheckMeteredModule()
    {
        int globalsAt = _module.Section(SectionId.Global).Start;
        if (!CountersStartAtZero()) return new LoadError(Status.InvalidModule, LoadDetail.Metering, globalsAt);
        WasmReader exports = _module.Exports();
        for (int i = 0; i < _module.ExportCount; i++)
        {
            int at = exports.Position;
            ExportEntry entry = WasmModule.ReadExport(ref exports);
            bool counter = entry.Kind == ExternalKind.Global && entry.Index >= Fuel;
            if (counter || (entry.Kind == ExternalKind.Function && IsLowered(entry.Index))) return Unmetered(at);
        }

        WasmReader elements = _module.ElementSegments();
        while (!elements.AtEnd)
        {
            ElementSegment segment = ElementSegment.Read(ref elements, _functions.Length);
            WasmReader entries = new(_bytes, segment.EntriesOffset, elements.Position);
            for (int i = 0; i < segment.Count; i++)
            {
                int at = entries.Position;
                int function = segment.ReadEntry(ref entries, _functions.Length);
                if (function >= 0 && IsLowered(function)) return Unmetered(at);
            }
        }

        return default;
    }

    private static LoadError Unmetered(int at) => new(Status.InvalidModule, LoadDetail.Metering, at);

    private readonly bool IsLowered(int function) => _functions[function] < 0;

    private readonly bool CountersStartAtZero()
    {
        const byte counter = (byte)WasmType.I64 | MutableBit;
        if (_globals.Length < 2 || _globals[Fuel] != counter || _globals[Depth] != counter) return false;
        WasmReader globals = _module.Globals();
        ulong value = 0;
        for (int i = 0; i < _globals.Length; i++)
        {
            ulong initial = WasmModule.ReadGlobal(ref globals, out _, out _);
            if (i >= Fuel) value |= initial;
        }

        return value == 0;
    }

    private void BeginMeteredBody(uint declaredLocals)
    {
        _at = _reader.Position;
        _parameterCount = _localCount - (int)declaredLocals;
        _calls = false;
        _tee = -1;
        if (declaredLocals == 0 || _values[_localCount - 1] != (byte)WasmType.I64) FailMetering(_at);
        BeginRegion(FuelCost.Function(declaredLocals));
        WasmReader ahead = _reader;
        Instruction.Read(ref ahead, out Instruction next);
        _leveled = !ahead.Failed && next.Opcode == Opcode.GlobalGet && next.Index == (uint)Depth;
        if (!_leveled) return;
        ExpectCharge(Depth);
        if (_charge != 1) FailMetering(_at);
        Instruction.Read(ref _reader, out Instruction block);
        // Anything else might close the body, and leave no frame.
        if (block.Opcode != Opcode.Block) FailMetering(block.Offset);
        if (_reader.Failed) return;
        Check(in block);
        TypeRange type = _frames[_depth].Type;
        TypeRange whole = _frames[0].Type;
        // Where the engine does not take other results, they go through locals, so the block has none.
        bool inLocals = type.Count == 0 && !whole.HasPlainResults(_bytes);
        bool wholeBody = inLocals || (type.Parameters(_bytes).IsEmpty && type.Results(_bytes).SequenceEqual(whole.Results(_bytes)));
        if (!wholeBody) FailMetering(block.Offset);
    }

    // The charge at the head of the innermost frame's region.
    private void BeginRegion(uint cost)
    {
        ref ControlFrame frame = ref _frames[_depth];
        frame.ChargeAt = _reader.Position;
        ExpectCharge(Fuel);
        frame.Uncharged = _charge - cost;
    }

    private void EndMeteredFrame()
    {
        ref ControlFrame frame = ref _frames[_depth];
        if (!frame.IsRegion) _frames[_depth - 1].Uncharged += frame.Uncharged;
        else if (frame.Uncharged != 0) FailCharge(in frame);
    }

    private void FailCharge(in ControlFrame frame)
    {
        WasmReader charge = new(_bytes, frame.ChargeAt, _bytes.Length);
        Instruction.Read(ref charge, out _);
        Instruction.Read(ref charge, out Instruction constant);
        ulong cost = constant.Constant - (ulong)frame.Uncharged;
        _reader.FailMismatch(constant.Offset, LoadDetail.Metering, (uint)cost, (uint)constant.Constant);
    }

    private void CheckMetered(in Instruction instruction)
    {
        Opcode opcode = instruction.Opcode;
        if (opcode == Opcode.GlobalGet && instruction.Index == (uint)Fuel && _tee >= 0)
        {
            CheckBulkCharge();
            return;
        }

        _tee = opcode == Opcode.LocalTee ? (int)instruction.Index : -1;
        bool counter = opcode is Opcode.GlobalGet or Opcode.GlobalSet && instruction.Index >= (uint)Fuel;
        bool uncharged = FuelCost.IsBulk(opcode) || IsLoweredCall(in instruction);
        if (counter || uncharged || (opcode == Opcode.Return && _leveled)) FailMetering(instruction.Offset);
        bool defined = opcode == Opcode.Call && instruction.Index >= (uint)_module.FunctionImportCount;
        if (defined || opcode == Opcode.CallIndirect) NoteCall(instruction.Offset);
        CheckCharged(in instruction);
        if (_reader.Failed) return;
        if (opcode == Opcode.Loop) BeginRegion(FuelCost.Loop);
        if (opcode == Opcode.End && _leveled && _depth == 0) EndLeveledBody();
    }

    private void CheckCharged(in Instruction instruction)
    {
        _frames[_depth].Uncharged -= FuelCost.Of(instruction.Opcode);
        Check(in instruction);
    }

    private readonly bool IsLoweredCall(in Instruction instruction) =>
        instruction.Opcode == Opcode.Call && instruction.Index < (uint)_functions.Length && IsLowered((int)instruction.Index);

    private void NoteCall(int at)
    {
        _calls = true;
        if (!_leveled) FailMetering(at);
    }

    // A branch to the function itself would pass by the end of the level.
    private void CheckMeteredLabel(uint label)
    {
        if (_leveled && label == (uint)_depth) FailMetering(_at);
    }

    // Behind the end of the level no more than results may be read: whatever calls would do so without one.
    private void EndLeveledBody()
    {
        Expect(LeaveSteps, Depth);
        while (!_reader.Failed && _depth == 0)
        {
            Instruction.Read(ref _reader, out Instruction next);
            if (_reader.Failed) return;
            if (next.Opcode is not (Opcode.LocalGet or Opcode.End) || !_calls) FailMetering(next.Offset);
            CheckCharged(in next);
        }
    }

    // Behind "local.tee N, global.get F": the rest of the charge, and the instruction that it is for.
    private void CheckBulkCharge()
    {
        bool isLength = _tee == _localCount - 2 && _tee >= _parameterCount && _values[_tee] == I32;
        if (!isLength) FailMetering(_at);
        _tee = -1;
        _frames[_depth].Uncharged += FuelCost.Of(Opcode.LocalTee);
        Expect(BulkSteps, Fuel);
        Expect(TakeSteps, Fuel);
        Instruction.Read(ref _reader, out Instruction bulk);
        if (_reader.Failed) return;
        bool fromSegment = bulk.Opcode == Opcode.GlobalGet && bulk.Index < (uint)Fuel;
        if (fromSegment)
        {
            Check(in bulk);
            Instruction.Read(ref _reader, out Instruction start);
            if (start.Opcode != Opcode.I32Const) FailMetering(start.Offset);
            if (_reader.Failed) return;
            Check(in start);
            Instruction.Read(ref _reader, out bulk);
            if (_reader.Failed) return;
        }

        if (IsBulk(in bulk, fromSegment)) CheckCharged(in bulk);
        else FailMetering(bulk.Offset);
    }

    private readonly bool IsBulk(in Instruction instruction, bool fromSegment)
    {
        if (!IsLoweredCall(in instruction)) return !fromSegment && FuelCost.IsBulk(instruction.Opcode);
        ImportEntry import = _module.ImportAt(-_functions[(int)instruction.Index]);
        bool takesSegment = !import.Name.SequenceEqual("table_copy"u8);
        return takesSegment == fromSegment;
    }

    private void ExpectCharge(int global)
    {
        Expect(ChargeSteps, global);
        Expect(TakeSteps, global);
    }

    // Reads instructions that must be the steps. Their types are known, so only the room that they need is checked.
    private void Expect(ReadOnlySpan<byte> steps, int global)
    {
        _at = _reader.Position;
        NoteValues(_top + SequenceOperands);
        int depth = _depth + SequenceFrames;
        if (depth >= _frames.Length) _reader.FailLimit(_at, LoadDetail.Nesting, _frames.Length - 1, (uint)depth);
        Note(ref _shape.Nesting, depth);
        for (int i = 0; i < steps.Length && !_reader.Failed; i += 2)
        {
            Instruction.Read(ref _reader, out Instruction step);
            if (step.Opcode != (Opcode)steps[i] || !HasOperand(in step, steps[i + 1], global)) FailMetering(step.Offset);
        }
    }

    private bool HasOperand(in Instruction step, byte operand, int global)
    {
        switch (operand)
        {
            case (byte)'G': return step.Index == (uint)global;
            case (byte)'N': return step.Index == (uint)(_localCount - 2);
            case (byte)'T': return step.Index == (uint)(_localCount - 1);
            case (byte)'c': _charge = (long)step.Constant; return true;
            case (byte)'-': return step.Opcode != Opcode.If || step.BlockType == Instruction.EmptyBlock;
            default: return step.Constant == (ulong)(operand - '0');
        }
    }

    private void FailMetering(int at) => _reader.FailAt(at, Status.InvalidModule, LoadDetail.Metering);
}
