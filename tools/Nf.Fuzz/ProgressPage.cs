using System;
using System.IO;
using System.IO.MemoryMappedFiles;

namespace Nf.Fuzz;

/// <summary>
/// Counters in a file that worker and campaign map: they tell what a worker did even when it has died, and which iteration it died in.
/// </summary>
internal sealed unsafe class ProgressPage : IDisposable
{
    private const int Counters = 512;
    private const int StatusBase = 128;
    private const int RefusedBase = 256;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _counters;

    /// <summary>Opens the page, zero if it is new.</summary>
    public ProgressPage(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Counters * sizeof(long));
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _counters = (long*)start;
    }

    /// <summary>The iteration that runs.</summary>
    public ref long Current => ref _counters[0];

    /// <summary>Iterations that have begun.</summary>
    public ref long Begun => ref _counters[1];

    /// <summary>Packages that were made.</summary>
    public ref long Packed => ref _counters[2];

    /// <summary>Packages that became an instance, those that were mutated among them.</summary>
    public ref long Loaded => ref _counters[3];

    /// <summary>Calls.</summary>
    public ref long Calls => ref _counters[4];

    /// <summary>Cases written down for the other worlds.</summary>
    public ref long Cases => ref _counters[5];

    /// <summary>Modules written down for the other validators.</summary>
    public ref long Verdicts => ref _counters[6];

    /// <summary>What was found, repetitions included.</summary>
    public ref long Findings => ref _counters[7];

    /// <summary>Mutated packages that became an instance.</summary>
    public ref long ForgedLoaded => ref _counters[8];

    /// <summary>Inputs of a kind.</summary>
    public ref long Inputs(InputKind kind) => ref _counters[16 + (int)kind];

    /// <summary>Valid inputs of a kind.</summary>
    public ref long Valid(InputKind kind) => ref _counters[24 + (int)kind];

    /// <summary>Calls and start functions that ended so.</summary>
    public ref long Ended(Status status) => ref _counters[StatusBase + (int)status];

    /// <summary>Packages of our own that were refused so.</summary>
    public ref long Refused(Status status) => ref _counters[RefusedBase + (int)status];

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
