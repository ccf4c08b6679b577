namespace Nf.Platform;

/// <summary>What a scenario acts on: the devices of a board. A constraint for generics: it is never boxed and never dispatched.</summary>
public interface IDevices
{
    /// <summary>Makes the devices ready; called once, before all else.</summary>
    /// <returns><see cref="Status.Ok"/> or a failure of a device.</returns>
    Status Initialize();

    /// <summary>Makes sure that an event can be applied later; called for each event before the first tick. O(1).</summary>
    /// <param name="scenarioEvent">An event that <see cref="ScenarioEvent.Validate"/> accepts.</param>
    /// <param name="isFromOutside">Whether a rig applies the stimuli.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.NotSupported"/> when the devices cannot do this; another failure of a device.
    /// </returns>
    Status Prepare(in ScenarioEvent scenarioEvent, bool isFromOutside);

    /// <summary>Lets an event happen, or leaves it to the rig. O(1).</summary>
    /// <param name="scenarioEvent">An event that was prepared.</param>
    /// <returns><see cref="Status.Ok"/> or a failure of a device.</returns>
    Status Apply(in ScenarioEvent scenarioEvent);

    /// <summary>Waits until a tick may begin when there is no scenario. Virtual time does not wait.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="periodNanoseconds">Length of a tick.</param>
    /// <returns><see cref="Status.Ok"/> or <see cref="Status.TimedOut"/>.</returns>
    Status WaitForTick(ulong tick, ulong periodNanoseconds);
}
