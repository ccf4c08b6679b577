using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Nf.Errors;

namespace Nf.Build;

/// <summary>Reads little-endian ELF files, 32 and 64 bits. Source: System V ABI, chapters 4 (object files) and the ARM supplement (Thumb symbols).</summary>
public sealed class ElfFile
{
    private const uint TypeSymbolTable = 2;
    private const uint TypeRela = 4;
    private const uint TypeRel = 9;
    private const int MachineArm = 40;
    private const int SymbolTypeFunction = 2;

    private readonly byte[] _bytes;
    private readonly bool _is64;
    private readonly bool _isArm;

    /// <summary>Reads a file.</summary>
    /// <exception cref="NfException">It is not an ELF file of that kind.</exception>
    public ElfFile(string path)
    {
        _bytes = File.ReadAllBytes(path);
        if (_bytes.Length < 52 || !_bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8) || _bytes[5] != 1)
            throw new NfException(Status.BuildFailed, $"{Repository.Relative(path)} is not a little-endian ELF file");
        _is64 = _bytes[4] == 2;
        _isArm = Half(18) == MachineArm;
        Sections = ReadSections();
        Symbols = ReadSymbols();
    }

    /// <summary>All sections, in the file's order.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>All symbols with a name.</summary>
    public IReadOnlyList<ElfSymbol> Symbols { get; }

    /// <summary>Every place that refers to a symbol by name.</summary>
    public IEnumerable<ElfRelocation> Relocations()
    {
        foreach (ElfSection section in Sections)
        {
            if (section.Type is not (TypeRel or TypeRela))
                continue;
            ElfSection table = Sections[section.Link];
            ulong entry = EntryBytes(section.Type);
            for (ulong at = 0; at + entry <= section.Bytes; at += entry)
            {
                int place = (int)(section.Offset + at);
                ulong info = Word(place + (_is64 ? 8 : 4));
                int symbol = (int)(_is64 ? info >> 32 : info >> 8);
                yield return new ElfRelocation(section.Info, Word(place), SymbolAt(table, symbol).Name);
            }
        }
    }

    /// <summary>What a symbol stands for, in an object file that was not linked to an address yet.</summary>
    public ReadOnlySpan<byte> BytesOf(ElfSymbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        ElfSection section = Sections[symbol.Section];
        return _bytes.AsSpan((int)(section.Offset + symbol.Address), (int)symbol.Bytes);
    }

    /// <summary>What is loaded before the program starts, at its load address (program headers of type PT_LOAD), of a 32-bit file.</summary>
    /// <exception cref="NfException">It is a 64-bit file.</exception>
    public IEnumerable<FlashSegment> Loaded()
    {
        const uint TypeLoad = 1;
        if (_is64)
            throw new NfException(Status.NotSupported, "a program of a 64-bit system is no image for a flash");
        int table = (int)Int(28), entry = Half(42), count = Half(44);
        for (int i = 0; i < count; i++)
        {
            int at = table + (i * entry);
            if (Int(at) == TypeLoad)
                yield return new FlashSegment(Int(at + 12), _bytes.AsSpan((int)Int(at + 4), (int)Int(at + 16)).ToArray());
        }
    }

    private ulong EntryBytes(uint type) => (type == TypeRela, _is64) switch
    {
        (true, true) => 24,
        (false, true) => 16,
        (true, false) => 12,
        (false, false) => 8,
    };

    private List<ElfSection> ReadSections()
    {
        int table = (int)Word(_is64 ? 40 : 32);
        int entry = Half(_is64 ? 58 : 46), count = Half(_is64 ? 60 : 48), names = Half(_is64 ? 62 : 50);
        List<ElfSection> sections = [];
        int NamesAt(int i) => (int)Word(table + (names * entry) + (_is64 ? 24 : 16)) + (int)Int(table + (i * entry));
        for (int i = 0; i < count; i++)
        {
            int at = table + (i * entry);
            sections.Add(_is64
                ? new ElfSection(i, Text(NamesAt(i)), Int(at + 4), Word(at + 8), Word(at + 16), Word(at + 24), Word(at + 32), (int)Int(at + 40), (int)Int(at + 44))
                : new ElfSection(i, Text(NamesAt(i)), Int(at + 4), Int(at + 8), Int(at + 12), Int(at + 16), Int(at + 20), (int)Int(at + 24), (int)Int(at + 28)));
        }

        return sections;
    }

    private List<ElfSymbol> ReadSymbols()
    {
        List<ElfSymbol> symbols = [];
        foreach (ElfSection section in Sections)
        {
            if (section.Type != TypeSymbolTable)
                continue;
            int count = (int)(section.Bytes / (_is64 ? 24u : 16u));
            for (int i = 1; i < count; i++)
            {
                ElfSymbol symbol = SymbolAt(section, i);
                if (symbol.Name.Length != 0)
                    symbols.Add(symbol);
            }
        }

        return symbols;
    }

    private ElfSymbol SymbolAt(ElfSection table, int index)
    {
        int at = (int)table.Offset + (index * (_is64 ? 24 : 16));
        string name = Text((int)Sections[table.Link].Offset + (int)Int(at));
        ulong value = Word(at + (_is64 ? 8 : 4)), bytes = Word(at + (_is64 ? 16 : 8));
        int type = _bytes[at + (_is64 ? 4 : 12)] & 15, section = Half(at + (_is64 ? 6 : 14));
        return new ElfSymbol(name, _isArm && type == SymbolTypeFunction ? value & ~1UL : value, bytes, section);
    }

    private int Half(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    private uint Int(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(at));

    private ulong Word(int at) => _is64 ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(at)) : Int(at);

    private string Text(int at)
    {
        int length = _bytes.AsSpan(at).IndexOf((byte)0);
        return Encoding.UTF8.GetString(_bytes, at, length);
    }
}
