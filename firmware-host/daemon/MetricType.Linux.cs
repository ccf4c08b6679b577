namespace Nf.FirmwareHost;

/// <summary>The types of OpenMetrics that nf uses.</summary>
internal enum MetricType
{
    /// <summary>A value now.</summary>
    Gauge,

    /// <summary>What only grows, until the process or the guest starts anew.</summary>
    Counter,

    /// <summary>Which of several states it is.</summary>
    StateSet,

    /// <summary>Texts that do not change.</summary>
    Info,
}
