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

    private const byte FunctionReference = 0x70;

    // Two more are added.
    private const uint LocalsMax = uint.MaxValue - 2;

    private readonly SourceModule _module;
    private readonly List<uint> _functionTypes = [];
    private WasmReader _reader;

    private ModuleReader(byte[] bytes)
    {
        _module = new SourceModule { Bytes = bytes };
        _reader = new WasmReader(bytes, HeaderBytes, bytes.Length);
    }

    /// <summary>Reads a module.</summary>
    /// <exception cref="NfException">It is broken, or uses what cannot be lowered.</exception>
    public static SourceModule Read(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("\0asm\x01\0\0\0"u8))
            throw Refusal.Of(new LoadError(Status.NotWasm, LoadDetail.Header, 0));
        ModuleReader reader = new(bytes);
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
        uint count = _reader.ReadU32();
        if (id == SectionId.DataCount)
            return;
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
        _module.Types.Add(new Signature(_reader.ReadBytes().ToArray(), _reader.ReadBytes().ToArray()));
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
        byte type = _reader.ReadByte();
        if (type != FunctionReference)
            _reader.FailFeature(_reader.Position - 1, WasmFeature.ReferenceTypes);
        table.Byte(type);
        Limits limits = CopyLimits(table);
        if (_module.Tables.Count == 0)
            _module.TableLimits = limits;
        _module.Tables.Add(table.Bytes.ToArray());
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
        global.Byte((byte)_reader.ReadType());
        global.Byte(_reader.ReadByte());
        Instruction value = ReadConstant();
        InstructionWriter.Write(global, in value, _module.Bytes.Span);
        global.Opcode(Opcode.End);
        _module.Globals.Add(global.Bytes.ToArray());
    }

    // nf has no imported globals, so that a constant expression is one constant (core specification 3.3.8.2).
    private Instruction ReadConstant()
    {
        int at = _reader.Position;
        Instruction.Read(ref _reader, out Instruction value);
        Instruction.Read(ref _reader, out Instruction end);
        bool isConstant = value.Opcode is >= Opcode.I32Const and <= Opcode.F64Const && end.Opcode == Opcode.End;
        if (!isConstant)
            _reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        return value;
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
        (SegmentMode mode, int offset) = ReadSegmentStart(kind);
        // The kinds but the shortest two say what their elements are.
        if ((kind & 3) != 0 && _reader.ReadByte() != ((kind & 4) == 0 ? 0 : FunctionReference))
            _reader.FailFeature(_reader.Position - 1, WasmFeature.ReferenceTypes);
        int count = _reader.ReadCount();
        uint[] functions = new uint[count];
        for (int i = 0; i < count && !_reader.Failed; i++)
            functions[i] = (kind & 4) == 0 ? _reader.ReadU32() : ReadElementExpression(mode);
        _module.Elements.Add(new Segment(mode, kind, offset, [], functions));
    }

    private uint ReadElementExpression(SegmentMode mode)
    {
        const byte refNull = 0xD0, refFunc = 0xD2;
        int at = _reader.Position;
        byte opcode = _reader.ReadByte();
        uint function = Segment.Null;
        if (opcode == refFunc)
            function = _reader.ReadU32();
        else if (opcode != refNull || _reader.ReadByte() != FunctionReference)
            _reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        // A segment of kind 0 cannot say it.
        else if (mode == SegmentMode.Active)
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
        (SegmentMode mode, int offset) = ReadSegmentStart(kind);
        _module.Data.Add(new Segment(mode, kind, offset, _reader.ReadBytes().ToArray(), []));
    }

    // Bit 0: not active. Bit 1: the index of the table or memory follows, or, without it, declared (core specification 5.5.12).
    private (SegmentMode Mode, int Offset) ReadSegmentStart(uint kind)
    {
        if ((kind & 1) != 0)
            return ((kind & 2) == 0 ? SegmentMode.Passive : SegmentMode.Declared, 0);
        if ((kind & 2) != 0 && _reader.ReadU32() != 0)
            _reader.Fail(Status.FeatureNotSupported, LoadDetail.Multiple);
        int at = _reader.Position;
        Instruction offset = ReadConstant();
        if (offset.Opcode != Opcode.I32Const)
            _reader.FailAt(at, Status.InvalidModule, LoadDetail.ConstantExpression);
        return (SegmentMode.Active, (int)offset.Constant);
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
