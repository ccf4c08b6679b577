namespace Nf.Cli;

/// <summary>What a soak does to its board in a minute.</summary>
internal enum SoakEvent
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It gets warmer or colder.</summary>
    Temperature,

    /// <summary>Bytes on the line are lost and changed.</summary>
    Noise,

    /// <summary>A guest that takes none gets a message.</summary>
    Message,

    /// <summary>The thermostat is stopped, and started again.</summary>
    StopThermostat,

    /// <summary>The publisher is restarted.</summary>
    RestartPublisher,

    /// <summary>The neighbour, which was given up, is started again.</summary>
    StartNeighbour,

    /// <summary>A package that fails is activated in the publisher's place.</summary>
    BrokenPackage,

    /// <summary>The board is reset; its RAM stays.</summary>
    Reset,

    /// <summary>Power fails, and comes back; the sensor is there again.</summary>
    PowerCut,

    /// <summary>Power fails, and comes back; the sensor is not there.</summary>
    SensorAway,
}
