namespace Nf.Target;

/// <summary>How a target is reached.</summary>
public enum TargetKind
{
    /// <summary>A serial port.</summary>
    Serial,

    /// <summary>A unix socket.</summary>
    Unix,

    /// <summary>A TCP port of this machine.</summary>
    Tcp,

    /// <summary>The emulator of a board.</summary>
    Emulator,
}
