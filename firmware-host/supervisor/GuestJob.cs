namespace Nf.FirmwareHost;

/// <summary>One call of a guest that is due.</summary>
internal struct GuestJob
{
    /// <summary>The guest's place; negative when nothing is due.</summary>
    public int Place;

    /// <summary>Whether it is told of an event; else it is its start or its tick.</summary>
    public bool IsEvent;

    /// <summary>When it was released.</summary>
    public ulong Release;

    /// <summary>When it has to be over.</summary>
    public ulong Deadline;
}
