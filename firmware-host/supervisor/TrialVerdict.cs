namespace Nf.FirmwareHost;

/// <summary>What the trial of a package came to.</summary>
public enum TrialVerdict : byte
{
    /// <summary>It is not over, or there is none.</summary>
    None = 0,

    /// <summary>The guest made as many good runs as its manifest asks for.</summary>
    Healthy = 1,

    /// <summary>The guest failed before that.</summary>
    Failed = 2,
}
