using System;
using System.Text;
using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>Gives what a target streams to whoever listens.</summary>
internal readonly struct SessionSink(TargetStreams streams) : IStreamSink
{
    public void Log(in LogEntry entry, ReadOnlySpan<byte> text) =>
        streams.OnLog?.Invoke(new GuestLog(entry, Encoding.UTF8.GetString(text)));

    public void Telemetry(in GuestTelemetry telemetry) => streams.OnTelemetry?.Invoke(telemetry);
}
