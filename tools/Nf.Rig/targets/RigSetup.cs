using System;

namespace Nf.Rig;

/// <summary>What a target is made for.</summary>
/// <param name="File">The rig's file.</param>
/// <param name="Progress">Told, in words, what takes so long: an image is built, an emulator started.</param>
public sealed record RigSetup(RigFile File, Action<string> Progress);
