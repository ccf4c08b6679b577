using System.Runtime.CompilerServices;

namespace Nf.Runtime;

/// <summary>
/// One pass over all function bodies that decodes every instruction without looking at types. It finds how deep blocks nest:
/// an engine that compiles or runs nested blocks by nested native calls would overflow the native stack, which nobody can catch.
/// It also refuses what the engine must never see: bodies that end early or late, and instructions that nf does not take.
/// </summary>
/// <remarks>Source: WebAssembly core specification 5.4 (instructions) and 5.5.13 (code section).</remarks>
public ref struct CodeScan
{
    // Deeper blocks count as loops: that errs to the safe side.
    private const int LoopBits = 32 * 64;

    private readonly int _nestingMax;
    private WasmReader _reader;
    private OpenLoops _open;
    private int _depth;
    private int _loops;
    private CodeShape _shape;

    private CodeScan(WasmReader reader, int nestingMax)
    {
        _reader = reader;
        _nestingMax = nestingMax;
    }

    /// <summary>Scans every function body of an opened module. O(bytes of the code section).</summary>
    /// <param name="module">The module.</param>
    /// <param name="nestingMax">Nested blocks that are allowed in one function; the body itself does not count.</param>
    /// <param name="shape">How deep the bodies nest; usable only on success.</param>
    /// <param name="error">What was wrong, in which function, and where.</param>
    /// <returns>Ok, TruncatedModule, MalformedModule, FeatureNotSupported (an instruction) or LimitExceeded (nesting).</returns>
    public static Status Run(in WasmModule module, int nestingMax, out CodeShape shape, out LoadError error)
    {
        SectionRange range = module.Section(SectionId.Code);
        CodeScan scan = new(new WasmReader(module.Bytes, range.Start, range.End), nestingMax);
        int count = range.Start == 0 ? 0 : scan._reader.ReadCount();
        int index = module.FunctionImportCount;
        for (int i = 0; i < count && !scan._reader.Failed; i++, index++) scan.ReadBody();
        if (!scan._reader.Failed && !scan._reader.AtEnd) scan._reader.Fail(Status.MalformedModule, LoadDetail.SectionSize);
        shape = scan._shape;
        LoadError found = scan._reader.Error;
        error = found.Status == Status.Ok ? default : new LoadError(found.Status, found.Detail, found.Offset, functionIndex: index - 1);
        return found.Status;
    }

    private void ReadBody()
    {
        int outerEnd = _reader.Enter(_reader.ReadU32());
        int groups = _reader.ReadCount();
        for (int i = 0; i < groups && !_reader.Failed; i++)
        {
            _reader.ReadU32();
            _reader.ReadType();
        }

        _depth = 0;
        _loops = 0;
        while (_depth >= 0 && !_reader.Failed) ReadInstruction();
        if (!_reader.Failed && !_reader.AtEnd) _reader.Fail(Status.MalformedModule, LoadDetail.BodySize);
        _reader.Leave(outerEnd);
    }

    private void ReadInstruction()
    {
        int at = _reader.Position;
        int opcode = _reader.ReadByte();
        switch (opcode)
        {
            case 0x02 or 0x03 or 0x04: EnterBlock(at, opcode == 0x03); break;
            case 0x0B: LeaveBlock(); break;
            case 0x0E: SkipBranchTable(); break;
            case 0x11: _reader.ReadU32(); _reader.ReadU32(); break;
            case 0x0C or 0x0D or 0x10 or (>= 0x20 and <= 0x24): _reader.ReadU32(); break;
            case >= 0x28 and <= 0x3E: _reader.ReadU32(); _reader.ReadU32(); break;
            case 0x3F or 0x40: _reader.ReadByte(); break;
            case 0x41: _reader.ReadSigned(32); break;
            case 0x42: _reader.ReadSigned(64); break;
            case 0x43: _reader.Skip(4); break;
            case 0x44: _reader.Skip(8); break;
            case 0xFC: SkipPrefixed(at); break;
            case 0x00 or 0x01 or 0x05 or 0x0F or 0x1A or 0x1B or (>= 0x45 and <= 0xC4): break;
            default: _reader.FailAt(at, Status.FeatureNotSupported, LoadDetail.Opcode); break;
        }
    }

    private void EnterBlock(int at, bool loop)
    {
        _reader.ReadSigned(33);
        if (_depth >= _nestingMax)
        {
            _reader.FailAt(at, Status.LimitExceeded, LoadDetail.Nesting);
            return;
        }

        if (loop || _depth >= LoopBits) _loops++;
        if (_depth < LoopBits)
        {
            ulong bit = 1ul << (_depth & 63);
            ref ulong word = ref _open[_depth >> 6];
            word = loop ? word | bit : word & ~bit;
        }

        _depth++;
        if (_shape.Nesting < _depth) _shape.Nesting = _depth;
        if (_shape.LoopNesting < _loops) _shape.LoopNesting = _loops;
    }

    // The end at depth 0 ends the body; the depth is -1 then.
    private void LeaveBlock()
    {
        _depth--;
        bool loop = _depth >= LoopBits || (_depth >= 0 && (_open[_depth >> 6] >> (_depth & 63) & 1) != 0);
        if (loop) _loops--;
    }

    private void SkipBranchTable()
    {
        int targets = _reader.ReadCount();
        for (int i = 0; i <= targets && !_reader.Failed; i++) _reader.ReadU32();
    }

    // 0 to 7: conversions that saturate. 10: memory.copy. 11: memory.fill.
    private void SkipPrefixed(int at)
    {
        uint opcode = _reader.ReadU32();
        if (opcode > 7 && opcode != 10 && opcode != 11) _reader.FailAt(at, Status.FeatureNotSupported, LoadDetail.Opcode);
        if (opcode >= 10) _reader.ReadByte();
        if (opcode == 10) _reader.ReadByte();
    }

    // A bit for each open block: set when it is a loop.
    [InlineArray(LoopBits / 64)]
    private struct OpenLoops
    {
        private ulong _first;
    }
}
