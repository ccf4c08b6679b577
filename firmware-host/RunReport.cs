using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>How a guest's run ended.</summary>
public unsafe struct RunReport
{
    /// <summary>Ok when the run came to its end; otherwise what stopped it.</summary>
    public Status Status;

    /// <summary>Why the module was not loaded; <see cref="LoadDetail.None"/> when it was.</summary>
    public LoadError Load;

    /// <summary>Where the guest trapped; no frames when it did not.</summary>
    public Backtrace Backtrace;

    /// <summary>Ticks begun.</summary>
    public ulong Ticks;

    /// <summary>Fuel in units that the guest used; 0 when it is not counted.</summary>
    public ulong Fuel;

    /// <summary>What the guest's entry point returned last; 0 for one without a result.</summary>
    public int Result;

    /// <summary>What the guest gave to proc_exit; 0 when it did not call it.</summary>
    public int ExitCode;

    /// <summary>
    /// The linear memory as the guest left it; null when it was not loaded. It lies in what <see cref="InstanceOptions.Memory"/> names.
    /// </summary>
    public byte* Memory;

    /// <summary>Bytes of <see cref="Memory"/>.</summary>
    public int MemoryBytes;

    /// <summary>SHA-256 over the trace.</summary>
    public TraceDigest Digest;

    /// <summary>The bytes of <see cref="Digest"/>.</summary>
    [InlineArray(Sha256.DigestSize)]
    public struct TraceDigest
    {
        private byte _first;
    }
}
