using System;

namespace Nf.FirmwareHost;

/// <summary>The log of a supervised guest.</summary>
internal static unsafe partial class NfFunctions
{
    static partial void Tell(ref HostContext host, LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        if (host.Link.IsPresent) host.Link.Log->Add((byte)host.Link.Place, level, host.NowNanoseconds, text);
    }
}
