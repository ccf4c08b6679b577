using System;
using System.IO;

namespace Nf.Emulation;

/// <summary>The files of an emulated board, in a folder whose name is short enough for sockets.</summary>
public sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nf-cut-");

    /// <summary>Makes it.</summary>
    public WorkFolder() => Counter = new CutCounter(System.IO.Path.Combine(Path, "counter"));

    /// <summary>The folder.</summary>
    public string Path => _folder.FullName;

    /// <summary>The medium's file.</summary>
    public string Medium => PoweredBoard.MediumFile(Path);

    /// <summary>The counter of stores to the medium.</summary>
    public CutCounter Counter { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Counter.Dispose();
        _folder.Delete(recursive: true);
    }
}
