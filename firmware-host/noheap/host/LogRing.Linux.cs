using System;

namespace Nf.FirmwareHost;

/// <content>What is logged goes to the daemon's journal, but for what only who develops a guest wants to know.</content>
public partial struct LogRing
{
    static partial void Echo(byte place, LogLevel level, scoped ReadOnlySpan<byte> text)
    {
        if (level > LogLevel.Debug) HostConsole.Say(place, level, text);
    }
}
