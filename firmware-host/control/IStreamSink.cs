using System;

namespace Nf.FirmwareHost;

/// <summary>Where a client puts what a target streams. A constraint for generics: it is never boxed and never dispatched.</summary>
public interface IStreamSink
{
    /// <summary>Takes a message of a guest.</summary>
    /// <param name="entry">The message.</param>
    /// <param name="text">Its text, good during the call.</param>
    void Log(in LogEntry entry, ReadOnlySpan<byte> text);

    /// <summary>Takes figures of a guest.</summary>
    /// <param name="telemetry">The figures.</param>
    void Telemetry(in GuestTelemetry telemetry);
}
