using System;
using System.Collections.Generic;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>
/// Takes a module apart. It reads what validation has accepted; of other bytes it notices what it stumbles over and never goes on
/// with a wrong idea of their structure.
/// </summary>
internal ref struct ModuleReader
{
    /// <summary>Magic number and version.</summary>
    public const int HeaderBytes = 8;

    // Two more are added.
    private const uint LocalsMax = uint.MaxValue - 2;

    private readonly SourceModule _module;
    private readonly List<uint> _functionTypes = [];
    private WasmReader _reader;

    private ModuleReader(byte[] bytes, ValidationRules rules)
    {
        _module = new SourceModule { Bytes = bytes, Rules = rules };
        _reader = new WasmReader(bytes, HeaderBytes, bytes.Length);
    }

    /// <summary>Reads a module.</summary>
    /// <param name="bytes">The module.</param>
    /// <param name="rules">What it may hold.</param>
    /// <exception cref="NfException">It is broken, or uses what cannot be lowered.</exception>
    public static SourceModule Read(byte[] bytes, ValidationRules rules = ValidationRules.Source)
    {
        if (!bytes.AsSpan().StartsWith("\0asm\x01\0\0\0"u8))
            throw Refusal.Of(new LoadError(Status.NotWasm, LoadDetail.Header, 0));
        ModuleReader reader = new(bytes, rules);
        reader.ReadSections();
        return reader._module;
    }

    private void ReadSections()
    {
        ReadOnlySpan<byte> bytes = _module.Bytes.Span;
        WasmReader sections = new(bytes, HeaderBytes, bytes.Length);
        SectionId behind = SectionId.Custom;
        while (!sections.AtEnd)
        {
            SectionId id = (SectionId)sections.ReadByte();
            _reader = Part(ref sections);
            _reader.Restrict(_module.Rules);
            if (id == SectionId.Custom)
                _module.Customs.Add((behind, _reader.ReadBytes().ToArray(), Rest()));
            else
                ReadSection(behind = id);
            CheckEnd(in _reader);
        }
        if (_module.Functions.Count != _functionTypes.Count)
            throw Refusal.Of(new LoadError(Status.MalformedModule, LoadDetail.FunctionCount, bytes.Length));
    }

    // A size and that many bytes, as a cursor of their own.
    private readonly WasmReader Part(scoped ref WasmReader whole)
    {
        uint size = whole.ReadU32();
        int start = whole.Position;
        whole.Skip(size);
        Check(in whole);
        return new WasmReader(_module.Bytes.Span, start, whole.Position);
    }

    private byte[] Rest()
    {
        int start = _reader.Position;
        while (!_reader.AtEnd && !_reader.Failed)
            _reader.Skip(1);
        return _module.Bytes.Span[start.._reader.Position].ToArray();
    }

    private void ReadSection(SectionId id)
    {
        if (id == SectionId.Start)
        {
            _module.Start = _reader.ReadU32();
            return;
        }
        int at = _reader.Position;
        uint count = _reader.ReadU32();
        if (id == SectionId.DataCount)
            return;
        if (id == SectionId.Table && count > 1 && _module.Rules.HasFlag(ValidationRules.NoReferenceTypes))
            _reader.FailFeature(at, WasmFeature.MultipleTables);
        if (id > SectionId.DataCount)
            _reader.Fail(Status.MalformedModule, LoadDetail.SectionUnknown);
        for (uint i = 0; i < count && !_reader.Failed; i++)
            ReadItem(id);
    }

    private void ReadItem(SectionId id)
    {
        switch (id)
        {
            case SectionId.Type: ReadType(); break;
            case SectionId.Import: ReadImport(); break;
            case SectionId.Function: _functionTypes.Add(CheckIndex(_reader.ReadU32(), _module.Types.Count)); break;
            case SectionId.Table: ReadTable(); break;
            case SectionId.Memory: ReadMemory(); break;
            case SectionId.Global: ReadGlobal(); break;
            case SectionId.Export: ReadExport(); break;
            case SectionId.Element: ReadElement(); break;
            case SectionId.Code: ReadFunction(); break;
            case SectionId.Data: ReadData(); break;
            default: break;
        }
    }

    private void ReadType()
    {
        if (_reader.ReadByte() != 0x60)
            _reader.Fail(Status.MalformedModule, LoadDetail.Type);
        _module.Types.Add(new Signature(ReadValueTypes(), ReadValueTypes()));
    }

    private byte[] ReadValueTypes()
    {
        byte[] types = new byte[_reader.ReadCount()];
        for (int i = 0; i < types.Length; i++)
            types[i] = (byte)_reader.ReadType();
        return types;
    }

    private void ReadImport()
    {
        int at = _reader.Position;
        byte[] module = _reader.ReadBytes().ToArray();
        byte[] name = _reader.ReadBytes().ToArray();
        if (_reader.ReadByte() != (byte)ExternalKind.Function)
            _reader.FailAt(at, Status.FeatureNotSupported, LoadDetail.ImportKind);
        _module.Imports.Add((module, name, CheckIndex(_reader.ReadU32(), _module.Types.Count)));
    }

    private void ReadTable()
    {
        WasmWriter table = new();
        table.Byte(ReadElementType());
        _module.TableLimits.Add(CopyLimits(table));
        _module.Tables.Add(table.Bytes.ToArray());
    }

    private byte ReadElementType()
    {
        int at = _reader.Position;
        byte type = _reader.ReadByte();
        bool isTaken = type == (byte)WasmType.FuncRef
            || (type == (byte)WasmType.ExternRef && !_module.Rules.HasFlag(ValidationRules.NoReferenceTypes));
        if (!isTaken)
            _reader.FailType(at, type);
        return type;
    }

    private void ReadMemory()
    {
        WasmWriter memory = new();
        Limits limits = CopyLimits(memory);
        if (_module.Memories.Count == 0)
            _module.MemoryLimits = limits;
        _module.Memories.Add(memory.Bytes.ToArray());
    }

    private Limits CopyLimits(WasmWriter writer)
    {
        byte flags = _reader.ReadByte();
        if (flags > 1)
            _reader.Fail(Status.FeatureNotSupported, LoadDetail.Limits);
        Limits limits = new() { Minimum = _reader.ReadU32(), Maximum = uint.MaxValue };
        writer.Byte(flags);
        writer.Unsigned(limits.Minimum);
        if (flags == 0)
            return limits;
        limits.Maximum = _reader.ReadU32();
        writer.Unsigned(limits.Maximum);
        return limits;
    }

    private void ReadGlobal()
    {
        WasmWriter global = new();
        WasmType type = _reader.ReadType();
        global.Byte((byte)type);
        global.Byte(_reader.ReadByte());
        ulong value = ConstantExpression.Read(ref _reader, type);
        if (type == WasmType.FuncRef && value != 0)
            _module.GlobalReferences.Add((uint)(value - 1));
        InstructionWriter.WriteConstant(global, type, value);
        global.Opcode(Opcode.End);
        _module.Globals.Add(global.Bytes.ToArray());
    }

    private void ReadExport()
    {
        byte[] name = _reader.ReadBytes().ToArray();
        ExternalKind kind = (ExternalKind)_reader.ReadByte();
        _module.Exports.Add((name, kind, _reader.ReadU32()));
    }

    private void ReadFunction()
    {
        WasmReader body = Part(ref _reader);
        List<(uint Count, byte Type)> locals = [];
        ulong total = 0;
        uint groups = body.ReadU32();
        for (uint i = 0; i < groups && !body.Failed; i++)
        {
            uint count = body.ReadU32();
            locals.Add((count, (byte)body.ReadType()));
            total += count;
        }
        if (total > LocalsMax)
            body.Fail(Status.LimitExceeded, LoadDetail.Count);
        Check(in body);
        int index = _module.Functions.Count;
        if (index >= _functionTypes.Count)
            throw Refusal.Of(new LoadError(Status.MalformedModule, LoadDetail.FunctionCount, body.Position));
        _module.Functions.Add(new FunctionBody(_functionTypes[index], locals, body.Position, _reader.Position));
    }

    private void ReadElement()
    {
        uint kind = _reader.ReadU32();
        if (kind > 7)
            _reader.Fail(Status.MalformedModule, LoadDetail.Type);
        (SegmentMode mode, uint table, int offset) = ReadSegmentStart(kind);
        byte type = ReadEntryKind(kind);
        int count = _reader.ReadCount();
        uint[] functions = new uint[count];
        for (int i = 0; i < count && !_reader.Failed; i++)
            functions[i] = (kind & 4) == 0 ? _reader.ReadU32() : ReadElementExpression(mode, type);
        _module.Elements.Add(new Segment(mode, kind, offset, [], functions) { Table = table, Type = type });
    }

    // The kinds but the shortest two say what their elements are.
    private byte ReadEntryKind(uint kind)
    {
        if ((kind & 3) == 0)
            return (byte)WasmType.FuncRef;
        if ((kind & 4) != 0)
            return ReadElementType();
        if (_reader.ReadByte() != 0)
            _reader.FailAt(_reader.Position - 1, Status.MalformedModule, LoadDetail.SegmentKind);
        return (byte)WasmType.FuncRef;
    }

    private uint ReadElementExpression(SegmentMode mode, byte type)
    {
        int at = _reader.Position;
        byte opcode = _reader.ReadByte();
        uint function = Segment.Null;
        if (opcode == (byte)Opcode.RefFunc)
            function = _reader.ReadU32();
        else if (opcode != (byte)Opcode.RefNull || _reader.ReadByte() != type)
            _reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        // A segment of kind 0 cannot say it.
        else if (mode == SegmentMode.Active && _module.Rules.HasFlag(ValidationRules.NoReferenceTypes))
            _reader.FailFeature(at, WasmFeature.ReferenceTypes);
        if (_reader.ReadByte() != (byte)Opcode.End)
            _reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        return function;
    }

    private void ReadData()
    {
        uint kind = _reader.ReadU32();
        if (kind > 2)
            _reader.Fail(Status.MalformedModule, LoadDetail.Type);
        (SegmentMode mode, uint memory, int offset) = ReadSegmentStart(kind);
        if (memory != 0)
            _reader.Fail(Status.FeatureNotSupported, LoadDetail.Multiple);
        _module.Data.Add(new Segment(mode, kind, offset, _reader.ReadBytes().ToArray(), []));
    }

    // Bit 0: not active. Bit 1: the index of the table or memory follows, or, without it, declared (core specification 5.5.12).
    private (SegmentMode Mode, uint Place, int Offset) ReadSegmentStart(uint kind)
    {
        if ((kind & 1) != 0)
            return ((kind & 2) == 0 ? SegmentMode.Passive : SegmentMode.Declared, 0, 0);
        uint place = (kind & 2) != 0 ? _reader.ReadU32() : 0;
        return (SegmentMode.Active, place, (int)ConstantExpression.Read(ref _reader, WasmType.I32));
    }

    private uint CheckIndex(uint index, int count)
    {
        if (index >= (uint)count)
            _reader.Fail(Status.InvalidModule, LoadDetail.Index);
        return index;
    }

    private static void Check(scoped in WasmReader reader)
    {
        if (reader.Failed)
            throw Refusal.Of(reader.Error);
    }

    private static void CheckEnd(scoped in WasmReader reader)
    {
        Check(in reader);
        if (!reader.AtEnd)
            throw Refusal.Of(new LoadError(Status.MalformedModule, LoadDetail.SectionSize, reader.Position));
    }
}
