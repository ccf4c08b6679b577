using System;

namespace Nf.Runtime;

/// <summary>References as values, tables of them, and their instructions (core specification 3.3.3, 3.3.6).</summary>
public ref partial struct Validator
{
    private const byte FuncRef = (byte)WasmType.FuncRef;

    private Span<byte> _tables; // Type of each table.
    private Span<byte> _elements; // Type of each element segment.
    private Span<byte> _declared; // For each function: 1 when ref.func may name it.

    static partial void AddScratch(in WasmModule module, ref long bytes) =>
        bytes += (long)module.TableCount + module.ElementCount + module.FunctionCount;

    partial void TakeScratch(Span<byte> scratch)
    {
        _tables = scratch.Slice(0, _module.TableCount);
        _elements = scratch.Slice(_tables.Length, _elementCount);
        _declared = scratch.Slice(_tables.Length + _elementCount, _functions.Length);
    }

    // A module that was opened with other rules is read again: where it breaks these, it says so by name.
    static partial void CheckStructure(ref readonly WasmModule module, ValidationRules rules, ref LoadError error)
    {
        const ValidationRules structure = ValidationRules.NoReferenceTypes | ValidationRules.NoExtendedConstants;
        if ((rules & ~module.Rules & structure) == 0) return;
        unsafe
        {
            WasmModule.Open(module.Pointer, module.Bytes.Length, rules, out _, out error);
        }
    }

    partial void ReadReferences(ref LoadError error)
    {
        if (Has(ValidationRules.NoReferenceTypes)) return;
        for (int i = 0; i < _tables.Length; i++)
        {
            _module.TableAt(i, out WasmType type);
            _tables[i] = (byte)type;
        }

        _declared.Clear();
        DeclareExports();
        DeclareElements();
        int uncharged = DeclareGlobals();
        if (uncharged >= 0) error = Unmetered(uncharged);
    }

    // What may be named: functions that stand outside of bodies and the start section (core specification 3.4.10, refs).
    private readonly void DeclareExports()
    {
        WasmReader reader = _module.Exports();
        for (int i = 0; i < _module.ExportCount; i++)
        {
            ExportEntry entry = WasmModule.ReadExport(ref reader);
            if (entry.Kind == ExternalKind.Function) _declared[entry.Index] = 1;
        }
    }

    private readonly void DeclareElements()
    {
        WasmReader reader = _module.ElementSegments();
        for (int i = 0; i < _elements.Length; i++)
        {
            ElementSegment segment = ElementSegment.Read(ref reader, _functions.Length);
            _elements[i] = (byte)segment.Type;
            WasmReader entries = new(_bytes, segment.EntriesOffset, reader.Position);
            for (int k = 0; k < segment.Count; k++)
            {
                int function = segment.ReadEntry(ref entries, _functions.Length);
                if (function >= 0) _declared[function] = 1;
            }
        }
    }

    // Gives the offset of one whose function is called in one form only; -1 when there is none.
    private readonly int DeclareGlobals()
    {
        int uncharged = -1;
        WasmReader reader = _module.Globals();
        for (int i = 0; i < _globals.Length; i++)
        {
            int at = reader.Position;
            ulong value = WasmModule.ReadGlobal(ref reader, out WasmType type, out _);
            if (type != WasmType.FuncRef || value == 0) continue;
            int function = (int)(value - 1);
            _declared[function] = 1;
            if (Metered && IsLowered(function)) uncharged = at;
        }

        return uncharged;
    }

    partial void CheckReference(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.SelectTyped: CheckSelect(in instruction); break;
            case Opcode.RefNull: Push(instruction.BlockType); break;
            case Opcode.RefIsNull: CheckIsNull(); break;
            case Opcode.RefFunc: CheckFunction(instruction.Index); break;
            default: CheckTable(in instruction); break;
        }
    }

    private void CheckSelect(in Instruction instruction)
    {
        if (instruction.Index != 1) _reader.FailMismatch(_at, LoadDetail.SelectTypes, 1, instruction.Index);
        Pop(I32);
        Pop(instruction.BlockType);
        Pop(instruction.BlockType);
        Push(instruction.BlockType);
    }

    private void CheckIsNull()
    {
        byte type = Pop(Unknown);
        if (type != Unknown && !OperandTypes.IsReference(type)) FailType(FuncRef, type);
        Push(I32);
    }

    private void CheckFunction(uint function)
    {
        if (!InRange(function, _functions.Length)) return;
        if (_declared[(int)function] == 0) _reader.FailAt(_at, Status.InvalidModule, LoadDetail.Undeclared);
        Push(FuncRef);
    }

    private void CheckTable(in Instruction instruction)
    {
        if (!InRange(instruction.Index, _tables.Length)) return;
        byte type = _tables[(int)instruction.Index];
        switch (instruction.Opcode)
        {
            case Opcode.TableGet: Pop(I32); Push(type); break;
            case Opcode.TableSet: Pop(type); Pop(I32); break;
            case Opcode.TableSize: Push(I32); break;
            case Opcode.TableGrow: Pop(I32); Pop(type); Push(I32); break;
            default: Pop(I32); Pop(type); Pop(I32); break;
        }
    }

    partial void CheckElementTypes(in Instruction instruction)
    {
        if (Has(ValidationRules.NoReferenceTypes)) return;
        bool copies = instruction.Opcode == Opcode.TableCopy;
        byte source = copies ? _tables[(int)instruction.SecondIndex] : _elements[(int)instruction.Index];
        CheckTableType(copies ? instruction.Index : instruction.SecondIndex, source);
    }

    partial void CheckTableType(uint table, byte type)
    {
        if (Has(ValidationRules.NoReferenceTypes)) return;
        byte found = _tables[(int)table];
        if (found != type) FailType(type, found);
    }

    // select without a type takes no references (core specification 3.3.4).
    partial void CheckNumber(byte type)
    {
        if (OperandTypes.IsReference(type)) FailType(Unknown, type);
    }
}
