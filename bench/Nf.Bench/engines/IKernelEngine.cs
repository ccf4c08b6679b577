using System;

namespace Nf.Bench;

/// <summary>A running engine with the kernels loaded.</summary>
internal interface IKernelEngine : IDisposable
{
    /// <summary>Runs a kernel.</summary>
    /// <exception cref="Nf.Errors.NfException">The engine failed.</exception>
    Sample Run(Kernel kernel, uint rounds);

    /// <summary>Loads the module anew and calls a kernel once; null when this engine cannot without a new process.</summary>
    /// <returns>Nanoseconds.</returns>
    double? Load();

    /// <summary>The most memory that its process had resident so far, in KiB; null when there is no process to ask.</summary>
    long? PeakKib { get; }
}
