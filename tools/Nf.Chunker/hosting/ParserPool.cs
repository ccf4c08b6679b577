using System;
using System.Security.Cryptography;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Chunker;

/// <summary>
/// Instances of the parser: a hard cap on how many are in use, a ceiling on the memory of each, one that is kept idle. Those that trapped
/// or grew much are closed, and the system has their memory back.
/// </summary>
public sealed unsafe class ParserPool : IDisposable
{
    /// <summary>Native stack that a call of the parser may use, in bytes.</summary>
    public const uint NativeStackBytes = 4 << 20;

    /// <summary>Levels of calls; the parser keeps stacks of its own and nests some 20.</summary>
    internal const uint Depth = 1000;

    /// <summary>The interpreter's stack of values.</summary>
    internal const uint StackBytes = 1 << 20;

    private const int ArenaBytes = 64 << 20;
    private const uint PageBytes = 65536;

    private readonly NativeRegion _package;
    private readonly NativeRegion _state;
    private readonly NativeRegion _mappings;
    private readonly InstancePool<ParserFunctions, MappedRoom> _pool;
    private readonly bool _isMade;
    private readonly Grammar?[] _grammars = new Grammar?[Enum.GetValues<Language>().Length];

    /// <summary>Makes a pool without instances.</summary>
    /// <param name="package">The parser's package.</param>
    /// <param name="options">What it is given.</param>
    /// <param name="ahead">The package, compiled ahead of time; null: it is interpreted.</param>
    /// <exception cref="NfException">
    /// InvalidArgument for a setting out of range; OutOfMemory; DigestMismatch when it is another package that was compiled.
    /// </exception>
    public ParserPool(byte[] package, ParserOptions options, AheadLibrary? ahead = null)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        Options = options;
        int places = options.Concurrency;
        AheadModule* module = ahead == null ? null : ahead.Find(SHA256.HashData(package));
        _package = NativeRegion.Copy(package);
        _state = new NativeRegion((uint)InstancePool<ParserFunctions, MappedRoom>.BytesFor(places));
        _mappings = new NativeRegion((uint)(places * sizeof(byte*)));
        InstanceOptions given = InstanceOptionsOf(options, module);
        MappedRoom room = new((byte**)_mappings.Start, ArenaBytes, in given);
        PoolSettings settings = new()
        {
            Cap = places,
            IdleMax = 1,
            MemoryPagesMax = options.MemoryPages,
            GrowthBytesMax = options.GrowthBytesMax,
        };
        // What an instance is made of: the package, or what is left of it when it was compiled.
        byte* wasm = module == null ? _package.Start : module->Outline;
        int wasmBytes = module == null ? package.Length : module->OutlineBytes;
        Status status = InstancePool<ParserFunctions, MappedRoom>.Create(
            _state.Start, _state.Bytes, places, wasm, wasmBytes, in room, in settings, out _pool);
        _isMade = status == Status.Ok;
        if (_isMade)
            return;
        Dispose();
        throw new NfException(status, $"A pool of {places} instances with {options.MemoryPages} pages each cannot be made: {status}.");
    }

    /// <summary>What it was made with.</summary>
    public ParserOptions Options { get; }

    /// <summary>What happened in it.</summary>
    public PoolCounters Counters => _pool.Counters;

    /// <summary>Takes an instance, started and with fuel for one file. On a guest's thread.</summary>
    /// <exception cref="GuestFailure">It trapped, or the package asks for more than it is allowed.</exception>
    /// <exception cref="NfException">The package is refused.</exception>
    internal ParserLease Take()
    {
        Status status = _pool.TryTake(out PoolLease lease, out LoadError error);
        if (status is Status.LimitExceeded or Status.OutOfMemory)
            throw new GuestFailure(status);
        if (status != Status.Ok)
            throw new NfException(status, $"The parser cannot be loaded: {status} ({error.Detail}).");
        ParserLease parser = new(_pool, lease);
        try
        {
            parser.Start(Options.Fuel);
            return parser;
        }
        catch (GuestFailure)
        {
            parser.Drop();
            throw;
        }
    }

    /// <summary>The names of a language, which are asked for once.</summary>
    /// <exception cref="GuestFailure">It trapped, or gave no names.</exception>
    internal Grammar GrammarOf(Language language, ParserLease parser) => _grammars[(int)language] ??= new Grammar(
        ReadNames(parser, language, ParserExport.SymbolCount, ParserExport.SymbolName, 0),
        // Field 0 is none, and is not counted.
        ReadNames(parser, language, ParserExport.FieldCount, ParserExport.FieldName, 1));

    /// <summary>Closes the idle instances. All others must have come back.</summary>
    public void Dispose()
    {
        if (_isMade)
            _pool.CloseIdle();
        _mappings.Dispose();
        _state.Dispose();
        _package.Dispose();
    }

    private static void Check(ParserOptions options)
    {
        if (options.Concurrency is < 1 or > ParserOptions.ConcurrencyMax)
            throw new NfException(Status.InvalidArgument,
                $"The concurrency is {options.Concurrency}, but must be from 1 to {ParserOptions.ConcurrencyMax}.");
        if (options.MemoryPages is < 1 or > ParserOptions.MemoryPagesMost)
            throw new NfException(Status.InvalidArgument,
                $"There are {options.MemoryPages} pages of memory for a parser, but must be from 1 to {ParserOptions.MemoryPagesMost}.");
        if (options.Fuel > InstanceLimits.FuelMax)
            throw new NfException(Status.InvalidArgument, $"The fuel is {options.Fuel}, but must be at most {InstanceLimits.FuelMax}.");
    }

    private static InstanceOptions InstanceOptionsOf(ParserOptions options, AheadModule* module)
    {
        InstanceLimits limits = InstanceLimits.Most;
        limits.MemoryPages = options.MemoryPages;
        return new InstanceOptions
        {
            MemoryBytes = checked(options.MemoryPages * PageBytes + Interpreter.MemoryOverheadBytes),
            RequireMetered = true,
            Limits = limits,
            NativeStackBytes = NativeStackBytes,
            Ahead = module,
        };
    }

    private static string[] ReadNames(
        ParserLease parser, Language language, ParserExport counting, ParserExport naming, uint first)
    {
        uint count = parser.Call(counting, (uint)language);
        // Symbols and fields are 16-bit numbers.
        GuestFailure.ThrowUnless(count <= ushort.MaxValue ? Status.Ok : Status.OutOfRange);
        string[] names = new string[first + count];
        Array.Fill(names, "", 0, (int)first);
        for (uint i = first; i < names.Length; i++)
            names[i] = parser.Name(parser.Call(naming, (uint)language, i));
        return names;
    }
}
