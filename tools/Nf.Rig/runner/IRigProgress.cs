namespace Nf.Rig;

/// <summary>Watches a run.</summary>
public interface IRigProgress
{
    /// <summary>A step begins.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="text">The step in words.</param>
    void Begins(int index, string text);

    /// <summary>Time of the rig has passed.</summary>
    /// <param name="seconds">Where it is.</param>
    /// <param name="seen">What an expectation sees that is not fulfilled yet; null when none waits.</param>
    void Passes(double seconds, string? seen);

    /// <summary>A step has ended.</summary>
    void Ends(StepResult result);
}
