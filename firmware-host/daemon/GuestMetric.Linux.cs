namespace Nf.FirmwareHost;

/// <summary>The figures of each guest, in the order of the page.</summary>
internal enum GuestMetric
{
    Runs,
    Faults,
    Restarts,
    DeadlineMisses,
    Fuel,
    FuelPeak,
    EventsLost,
    Memory,
    MemoryLimit,
    ResponsePeak,
    OnTrial,
    Count,
}
