using System;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace Nf.Emulation;

/// <summary>Memory shared with the emulator's plugin: what there was so far, and when the power fails (cut.c).</summary>
/// <param name="path">Its file, which is made.</param>
public sealed class CutCounter(string path) : IDisposable
{
    private const int StoresAt = 0;
    private const int StoreCutAt = 8;
    private const int WritesAt = 16;
    private const int WriteCutAt = 24;
    private const int WritePartAt = 32;
    private const int Bytes = 40;

    private readonly MemoryMappedFile _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, mapName: null, Bytes);
    private MemoryMappedViewAccessor? _view;

    /// <summary>Its file.</summary>
    public string Path => path;

    /// <summary>Stores to the medium's register since the emulator started.</summary>
    public long Stores => View.ReadInt64(StoresAt);

    /// <summary>Writes to the medium since then.</summary>
    public long Writes => View.ReadInt64(WritesAt);

    /// <summary>Has the power fail, counted from now on.</summary>
    public void Cut(CutPoint point)
    {
        View.Write(WritePartAt, (long)point.Part);
        if (point.Store != 0)
            View.Write(StoreCutAt, Stores + point.Store);
        if (point.Write != 0)
            View.Write(WriteCutAt, Writes + point.Write);
    }

    /// <summary>Begins anew, for an emulator that is to start.</summary>
    public void Clear() => View.WriteArray(0, new byte[Bytes], 0, Bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view?.Dispose();
        _file.Dispose();
    }

    private MemoryMappedViewAccessor View => _view ??= _file.CreateViewAccessor(0, Bytes);
}
