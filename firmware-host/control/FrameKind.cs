namespace Nf.FirmwareHost;

/// <summary>What a frame is for.</summary>
public enum FrameKind : byte
{
    /// <summary>Asks the target for something.</summary>
    Request = 1,

    /// <summary>The target's answer to the request with the same session, sequence number and type.</summary>
    Answer = 2,

    /// <summary>Comes from the target unasked; nobody answers it.</summary>
    Stream = 3,

    /// <summary>The target did not look at the request: its status says why.</summary>
    Refusal = 4,
}
