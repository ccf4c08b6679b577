using Nf.FirmwareHost;

namespace Nf.Target;

/// <summary>A message of a guest.</summary>
/// <param name="Entry">Who wrote it, when, and how much it matters.</param>
/// <param name="Text">What it says.</param>
public sealed record GuestLog(LogEntry Entry, string Text);
