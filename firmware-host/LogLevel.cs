namespace Nf.FirmwareHost;

/// <summary>How much a message of a guest matters. The numbers are those that guests pass.</summary>
public enum LogLevel
{
    /// <summary>For who develops the guest.</summary>
    Debug = 0,

    /// <summary>Something expected happened.</summary>
    Info = 1,

    /// <summary>Something unexpected happened; the guest goes on as it should.</summary>
    Warning = 2,

    /// <summary>The guest cannot do what it should.</summary>
    Error = 3,
}
