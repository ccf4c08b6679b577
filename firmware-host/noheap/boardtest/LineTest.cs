using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>Sends back what arrives on the control line, and sleeps in between. A byte 4 (ASCII EOT) ends it.</summary>
internal static partial class LineTest
{
    private const byte EndOfTransmission = 4;
    private const ulong SleepNanoseconds = 1_000_000_000_000;

    /// <summary>Runs until the end is asked for.</summary>
    public static Status Run()
    {
        BoardLine line = default;
        Status status = Open(ref line);
        Program.Say("ready"u8, (long)status, 0);
        Span<byte> buffer = stackalloc byte[64];
        while (status == Status.Ok)
        {
            status = line.Read(buffer, out int bytes);
            if (status == Status.Ok && bytes != 0)
                status = SendAll(ref line, buffer.Slice(0, bytes));
            if (bytes != 0 && buffer[bytes - 1] == EndOfTransmission)
                return status;
            if (bytes == 0)
                BoardSystem.WaitUntil(BoardSystem.UptimeNanoseconds() + SleepNanoseconds);
        }
        return status;
    }

    private static Status SendAll(ref BoardLine line, ReadOnlySpan<byte> data)
    {
        Status status = Status.Ok;
        while (status == Status.Ok && data.Length != 0)
        {
            status = line.Write(data, out int bytes);
            data = data.Slice(bytes);
            if (data.Length != 0)
                BoardSystem.WaitUntil(BoardSystem.UptimeNanoseconds() + SleepNanoseconds);
        }
        return status;
    }

    private static partial Status Open(ref BoardLine line);
}
