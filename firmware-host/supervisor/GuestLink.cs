using System;

namespace Nf.FirmwareHost;

/// <summary>What joins a supervised guest to the others and to the control line; all null for a guest that runs alone.</summary>
internal unsafe struct GuestLink
{
    /// <summary>All guests, by place.</summary>
    public SupervisedGuest* Guests;

    /// <summary>Number of <see cref="Guests"/>.</summary>
    public int Places;

    /// <summary>The guest's own place.</summary>
    public int Place;

    /// <summary>The topics.</summary>
    public TopicTable* Topics;

    /// <summary>The log.</summary>
    public LogRing* Log;

    /// <summary>Whether the guest is supervised.</summary>
    public readonly bool IsPresent => Guests != null;

    /// <summary>The guest itself.</summary>
    public readonly ref SupervisedGuest Guest => ref Guests[Place];

    /// <summary>All guests.</summary>
    public readonly Span<SupervisedGuest> All => new(Guests, Places);
}
