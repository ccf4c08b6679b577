using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Chunker;

/// <summary>
/// What the parser imports because its C library could print: nothing of the host is behind it. Every call is told that there is no such
/// file or clock.
/// </summary>
internal readonly unsafe struct ParserFunctions : IHostFunctions
{
    // WASI preview 1 (snapshot 01), errno: badf.
    private const int BadFileDescriptor = 8;

    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (!module.SequenceEqual("wasi_snapshot_preview1"u8)) return Status.ImportUnknown;
        if (name.SequenceEqual("fd_write"u8)) function = new HostFunction("iiii:i"u8, &Refuse);
        else if (name.SequenceEqual("fd_seek"u8)) function = new HostFunction("iIii:i"u8, &Refuse);
        else if (name.SequenceEqual("fd_close"u8)) function = new HostFunction("i:i"u8, &Refuse);
        else if (name.SequenceEqual("clock_time_get"u8)) function = new HostFunction("iIi:i"u8, &Refuse);
        return function.Function == null ? Status.ImportUnknown : Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Refuse(HostCall* call)
    {
        call->Return(BadFileDescriptor);
        return (int)Status.Ok;
    }
}
