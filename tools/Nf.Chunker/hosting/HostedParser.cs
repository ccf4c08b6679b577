using System;
using Nf.Errors;

namespace Nf.Chunker;

/// <summary>Parses texts for one thread, a guest's. It takes an instance when it needs one and gives it back in time.</summary>
public sealed class HostedParser : IDisposable
{
    private readonly ParserPool _pool;
    private readonly Reading _reading;
    private ParserLease? _lease;
    private long _crossings;

    /// <summary>Makes one that has no instance yet.</summary>
    public HostedParser(ParserPool pool, Reading reading)
    {
        _pool = pool;
        _reading = reading;
    }

    /// <summary>Calls that went from the host to guests.</summary>
    public long Crossings => _crossings + (_lease?.Crossings ?? 0);

    /// <summary>Fuel that the last text took.</summary>
    public ulong FuelUsed { get; private set; }

    /// <summary>Parses a text.</summary>
    /// <param name="text">UTF-8, or what passes for it.</param>
    /// <param name="language">Its language.</param>
    /// <param name="tree">Gets the tree; usable on success.</param>
    /// <param name="grammar">The names of what stands in it; null on failure.</param>
    /// <returns>
    /// Ok; a trap; LimitExceeded when the ceilings are too low for the parser itself, or the tree has more nodes than such a text can have;
    /// OutOfRange when it is no tree of this text. The instance is not used again then.
    /// </returns>
    /// <exception cref="NfException">The parser cannot be loaded.</exception>
    public Status Parse(ReadOnlySpan<byte> text, Language language, SyntaxTree tree, out Grammar? grammar)
    {
        ArgumentNullException.ThrowIfNull(tree);
        grammar = null;
        try
        {
            _lease ??= _pool.Take();
            _lease.SetFuel(_pool.Options.Fuel);
            grammar = _pool.GrammarOf(language, _lease);
            Read(_lease, text, language, tree);
            FuelUsed = _pool.Options.Fuel - _lease.Fuel;
        }
        catch (GuestFailure failure)
        {
            grammar = null;
            End(lease => lease.Drop());
            return failure.Status;
        }
        if (++_lease.Files >= _pool.Options.FilesPerLease || _lease.GrownBytes > _pool.Options.GrowthBytesMax)
            Dispose();
        return Status.Ok;
    }

    /// <summary>Gives the instance back.</summary>
    public void Dispose() => End(lease => lease.Give());

    private void Read(ParserLease lease, ReadOnlySpan<byte> text, Language language, SyntaxTree tree)
    {
        uint buffer = lease.Call(ParserExport.Alloc, (uint)text.Length);
        text.CopyTo(lease.Span(buffer, (uint)text.Length));
        lease.Call(ParserExport.Parse, buffer, (uint)text.Length, (uint)language);
        if (_reading == Reading.Batch)
            TreeReader.ReadBatch(lease, tree);
        else
            TreeReader.ReadNodes(lease, tree, NodesMax(text.Length));
        lease.Call(ParserExport.Drop);
        lease.Call(ParserExport.Free, buffer);
        GuestFailure.ThrowUnless(tree.IsConsistent(text.Length) ? Status.Ok : Status.OutOfRange);
    }

    // A guest that moved on for ever would fill the host's memory. Nodes nest around a token, but not without end.
    private static int NodesMax(int textBytes) => (int)Math.Min(1024 + 16L * textBytes, Array.MaxLength);

    private void End(Action<ParserLease> end)
    {
        if (_lease == null)
            return;
        _crossings += _lease.Crossings;
        end(_lease);
        _lease = null;
    }
}
