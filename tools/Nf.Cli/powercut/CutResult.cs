using Nf.Emulation;

namespace Nf.Cli;

/// <summary>What a cut of the power came to.</summary>
/// <param name="Point">When it was.</param>
/// <param name="Stage">How far the update was.</param>
/// <param name="Runs">What the board ran afterwards.</param>
/// <param name="TornPages">Pages of the medium that were neither as before nor as after the update, nor blank.</param>
/// <param name="IsUpdated">Whether it was updated again.</param>
/// <param name="Finding">What was wrong; null when nothing was.</param>
internal sealed record CutResult(CutPoint Point, UpdateStage Stage, CutVersion Runs, int TornPages, bool IsUpdated, string? Finding);
