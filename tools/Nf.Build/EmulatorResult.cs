using System.Collections.Generic;

namespace Nf.Build;

/// <summary>What an emulated board did.</summary>
/// <param name="Status"><see cref="Status.Ok"/> when the program ended by itself, whatever its exit code; else why it did not.</param>
/// <param name="ExitCode">The program's exit code, a <see cref="Nf.Status"/> number.</param>
/// <param name="Lines">What it wrote to its console.</param>
/// <param name="Errors">What it, or the emulator, wrote beside that.</param>
public sealed record EmulatorResult(Status Status, int ExitCode, IReadOnlyList<string> Lines, string Errors);
