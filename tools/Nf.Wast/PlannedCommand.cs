using System;

namespace Nf.Wast;

/// <summary>A command, and what is known of it before it runs.</summary>
/// <param name="Command">The command.</param>
/// <param name="Unsupported">Why it is not run: the name of a feature; null when it is in the script.</param>
/// <param name="Module">The module of the instance that it is about; empty when it is about none.</param>
internal sealed record PlannedCommand(WastCommand Command, string? Unsupported, ReadOnlyMemory<byte> Module);
