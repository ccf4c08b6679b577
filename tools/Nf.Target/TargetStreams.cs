using System;
using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>Who listens to what a target streams; called on the thread that asks or listens.</summary>
public sealed class TargetStreams
{
    /// <summary>Takes messages of guests.</summary>
    public Action<GuestLog>? OnLog { get; set; }

    /// <summary>Takes figures of guests.</summary>
    public Action<GuestTelemetry>? OnTelemetry { get; set; }
}
