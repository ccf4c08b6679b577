using System;

namespace Nf.Build;

/// <summary>A package and what to call it in messages.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Package">Its bytes.</param>
public sealed record GuestBytes(string Name, ReadOnlyMemory<byte> Package);
