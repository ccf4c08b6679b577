namespace Nf.FirmwareHost;

/// <summary>What a request gets.</summary>
internal enum HttpAnswer
{
    /// <summary>The metrics.</summary>
    Metrics,

    /// <summary>Whether all is well: 200 or 503.</summary>
    Health,

    /// <summary>400.</summary>
    BadRequest,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>405.</summary>
    MethodNotAllowed,

    /// <summary>431: it is longer than any that is needed.</summary>
    TooLarge,
}
