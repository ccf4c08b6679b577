namespace Nf.Rig;

/// <summary>A picture of the target's display.</summary>
/// <param name="Name">Its name in the rig file.</param>
/// <param name="Png">A PNG file.</param>
/// <param name="Seconds">When it was taken, in seconds of the rig.</param>
public sealed record RigPicture(string Name, byte[] Png, double Seconds);
