using System;
using System.Text;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Chunker;

/// <summary>An instance of the parser while it is in use, by one thread.</summary>
internal sealed unsafe class ParserLease
{
    private const int NameBytesMax = 256;

    private static readonly int s_exports = Enum.GetValues<ParserExport>().Length;

    private readonly InstancePool<ParserFunctions, MappedRoom> _pool;
    private readonly PoolLease _lease;
    private readonly Instance* _instance;
    private readonly ExportedFunction[] _functions = new ExportedFunction[s_exports];

    /// <summary>Looks after an instance that was taken.</summary>
    public ParserLease(InstancePool<ParserFunctions, MappedRoom> pool, PoolLease lease)
    {
        _pool = pool;
        _lease = lease;
        _ = pool.TryGet(lease, out _instance);
    }

    /// <summary>Calls that went from the host to the guest.</summary>
    public long Crossings { get; private set; }

    /// <summary>Files that it has parsed.</summary>
    public int Files { get; set; }

    /// <summary>Bytes that the linear memory has grown by since the instance was made.</summary>
    public ulong GrownBytes => (ulong)_instance->Memory.Length - _instance->BaselineBytes;

    /// <summary>Fuel that is left.</summary>
    public ulong Fuel => _instance->Fuel;

    /// <summary>Finds the exports and starts the C library.</summary>
    /// <exception cref="GuestFailure">An export is missing, or it trapped.</exception>
    public void Start(ulong fuel)
    {
        SetFuel(fuel);
        GuestFailure.ThrowUnless(_instance->Start());
        for (int i = 0; i < s_exports; i++)
        {
            ParserExport export = (ParserExport)i;
            GuestFailure.ThrowUnless(_instance->FindFunction(NameOf(export), SignatureOf(export), out _functions[i]));
        }
        Call(ParserExport.Initialize);
    }

    /// <summary>Gives it fuel for the calls to come.</summary>
    public void SetFuel(ulong fuel) => GuestFailure.ThrowUnless(_instance->SetFuel(fuel));

    /// <summary>Calls an export.</summary>
    /// <param name="export">Which.</param>
    /// <param name="arguments">As many as it takes.</param>
    /// <returns>What it gives; 0 when it gives nothing.</returns>
    /// <exception cref="GuestFailure">It trapped.</exception>
    public uint Call(ParserExport export, params ReadOnlySpan<ulong> arguments)
    {
        ulong result = 0;
        Crossings++;
        GuestFailure.ThrowUnless(_instance->Call(in _functions[(int)export], arguments, new Span<ulong>(ref result)));
        return (uint)result;
    }

    /// <summary>The part of its memory at a pointer that it gave; not to be kept beyond the next call.</summary>
    /// <exception cref="GuestFailure">TrapBadPointer when it lies outside.</exception>
    public Span<byte> Span(uint pointer, uint bytes)
    {
        GuestFailure.ThrowUnless(_instance->TrySpan(pointer, bytes, out Span<byte> span));
        return span;
    }

    /// <summary>A name at a pointer that it gave, which ends in a zero byte.</summary>
    /// <exception cref="GuestFailure">TrapBadPointer when there is no such end near enough.</exception>
    public string Name(uint pointer)
    {
        ReadOnlySpan<byte> memory = _instance->Memory;
        ReadOnlySpan<byte> text = memory[(int)Math.Min(pointer, (uint)memory.Length)..];
        int length = text[..Math.Min(NameBytesMax, text.Length)].IndexOf((byte)0);
        return length >= 0 ? Encoding.UTF8.GetString(text[..length]) : throw new GuestFailure(Status.TrapBadPointer);
    }

    /// <summary>Gives the instance back for others, unless it trapped.</summary>
    public void Give() => _ = _pool.Give(_lease);

    /// <summary>Gives the instance back, which shall not be used again.</summary>
    public void Drop() => _ = _pool.Drop(_lease);

    private static ReadOnlySpan<byte> NameOf(ParserExport export) => export switch
    {
        ParserExport.Initialize => "_initialize"u8,
        ParserExport.Alloc => "alloc"u8,
        ParserExport.Free => "free"u8,
        ParserExport.SymbolCount => "symbol_count"u8,
        ParserExport.SymbolName => "symbol_name"u8,
        ParserExport.FieldCount => "field_count"u8,
        ParserExport.FieldName => "field_name"u8,
        ParserExport.Parse => "parse"u8,
        ParserExport.Drop => "drop"u8,
        ParserExport.Count => "count"u8,
        ParserExport.Dump => "dump"u8,
        ParserExport.Root => "root"u8,
        ParserExport.FirstChild => "first_child"u8,
        ParserExport.NextSibling => "next_sibling"u8,
        ParserExport.Parent => "parent"u8,
        ParserExport.Kind => "kind"u8,
        ParserExport.Flags => "flags"u8,
        ParserExport.StartByte => "start_byte"u8,
        ParserExport.EndByte => "end_byte"u8,
        ParserExport.StartRow => "start_row"u8,
        ParserExport.StartColumn => "start_column"u8,
        _ => "end_row"u8,
    };

    private static ReadOnlySpan<byte> SignatureOf(ParserExport export) => export switch
    {
        ParserExport.Initialize or ParserExport.Drop or ParserExport.Root => ":"u8,
        ParserExport.Free => "i:"u8,
        ParserExport.Alloc or ParserExport.SymbolCount or ParserExport.FieldCount => "i:i"u8,
        ParserExport.SymbolName or ParserExport.FieldName or ParserExport.Dump => "ii:i"u8,
        ParserExport.Parse => "iii:i"u8,
        _ => ":i"u8,
    };
}
