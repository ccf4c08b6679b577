using Nf.Errors;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>What a module takes of the engine's arena, measured by loading it in this process.</summary>
/// <param name="EngineBytes">Without the guest's value stack, with 64-bit pointers; 0 when the module was refused.</param>
/// <param name="Refusal">Why the module was refused; null when it was not.</param>
internal sealed record ModuleCost(int EngineBytes, string? Refusal)
{
    public static ModuleCost Measure(GuestFile file)
    {
        GuestLimits limits = GuestLimits.Desktop;
        try
        {
            using GuestSession session = new(GuestPackage.Of(file, limits.Limits), limits, [], [], _ => { });
            return new ModuleCost(session.MeasureLoading(), null);
        }
        catch (NfException refusal)
        {
            return new ModuleCost(0, refusal.Message);
        }
    }
}
