namespace Nf.FirmwareHost;

/// <summary>How a command line is wrong.</summary>
internal enum DaemonUsageKind
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>There is no such option.</summary>
    Unknown,

    /// <summary>An option, a pin or a line comes twice.</summary>
    GivenTwice,

    /// <summary>The command line ends where a value should be.</summary>
    ValueMissing,

    /// <summary>A value is not in its form.</summary>
    ValueBad,

    /// <summary>An option that is needed is not there.</summary>
    OptionMissing,
}
