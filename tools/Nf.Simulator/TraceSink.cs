using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Nf.Simulator;

/// <summary>Joins the pieces in which a trace comes to lines.</summary>
internal sealed unsafe class TraceSink : IDisposable
{
    private readonly Action<string> _onLine;
    private readonly List<byte> _line = [];
    private GCHandle _handle;
    private ExceptionDispatchInfo? _error;

    public TraceSink(Action<string> onLine)
    {
        _onLine = onLine;
        _handle = GCHandle.Alloc(this);
    }

    /// <summary>What <see cref="Nf.FirmwareHost.TraceWriter.Initialize"/> wants.</summary>
    public static delegate*<nint, ReadOnlySpan<byte>, void> Function => &Take;

    public nint Context => GCHandle.ToIntPtr(_handle);

    /// <summary>Throws what was thrown while a line was taken, a full disk for instance.</summary>
    public void ThrowIfFailed() => _error?.Throw();

    public void Dispose()
    {
        if (_handle.IsAllocated)
            _handle.Free();
    }

    private static void Take(nint context, ReadOnlySpan<byte> piece)
    {
        TraceSink sink = (TraceSink)GCHandle.FromIntPtr(context).Target!;
        foreach (byte value in piece)
        {
            if (value != (byte)'\n')
                sink._line.Add(value);
            else
                sink.EndLine();
        }
    }

    private void EndLine()
    {
        string line = Encoding.ASCII.GetString([.. _line]);
        _line.Clear();
        try
        {
            if (_error == null)
                _onLine(line);
        }
        catch (Exception error)
        {
            // The engine's native frames lie between here and whoever could catch it.
            _error = ExceptionDispatchInfo.Capture(error);
        }
    }
}
