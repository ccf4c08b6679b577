namespace Nf.FirmwareHost;

/// <summary>The options of the daemon, in the order of its help.</summary>
internal enum DaemonOptionName
{
    State,
    Control,
    Gpio,
    Pin,
    I2c,
    Metrics,
    Watchdog,
    Key,
    Help,
    Version,
}
