using Nf.Errors;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>A guest with what happens to it.</summary>
/// <param name="File">The module.</param>
/// <param name="Scenario">What happens.</param>
/// <param name="Ticks">How long.</param>
public sealed record GuestInput(GuestFile File, ScenarioFile Scenario, uint Ticks)
{
    /// <summary>Finds and reads both.</summary>
    /// <param name="path">A .wasm file or an example folder.</param>
    /// <param name="scenarioPath">A scenario other than the folder's own; null for that.</param>
    /// <param name="ticks">A number of ticks other than the scenario's; null for that.</param>
    /// <exception cref="NfException">What is not found, not readable or wrong.</exception>
    public static GuestInput Open(string path, string? scenarioPath, uint? ticks)
    {
        GuestFile file = GuestFile.Open(path);
        scenarioPath ??= file.ScenarioPath;
        ScenarioFile scenario = scenarioPath == null ? ScenarioFile.Empty : ScenarioFile.Read(scenarioPath);
        if (ticks == 0)
            throw new NfException(Status.Usage, "--ticks is 0, but must be 1 or more.");
        return new GuestInput(file, scenario, ticks ?? scenario.Ticks);
    }

    /// <summary>The same with the guest as a package.</summary>
    /// <param name="limits">What the guest gets where nothing beside it says less.</param>
    /// <param name="engine">What it is lowered for where nothing beside it says so.</param>
    /// <exception cref="NfException">The module is broken, not valid, or uses what nf does not take.</exception>
    public GuestInput Packed(in InstanceLimits limits, GuestEngine engine = GuestEngine.Interpreter) =>
        this with { File = GuestPackage.Of(File, in limits, engine) };

    /// <summary>The scenario's binary form.</summary>
    /// <param name="isFromOutside">Whether a rig applies the stimuli.</param>
    public byte[] EncodeScenario(bool isFromOutside) => Scenario.Encode(Ticks, isFromOutside);
}
