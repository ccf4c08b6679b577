using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>A place for a guest, and who is there.</summary>
/// <param name="Info">What the target says of it.</param>
/// <param name="Name">The guest's name; empty for an empty place.</param>
public sealed record GuestEntry(GuestInfo Info, string Name)
{
    /// <summary>Whether nobody is there.</summary>
    public bool IsEmpty => Info.State == GuestState.Empty;

    /// <summary>The guest's version.</summary>
    public string Version => $"{Info.Major}.{Info.Minor}.{Info.Patch}";
}
