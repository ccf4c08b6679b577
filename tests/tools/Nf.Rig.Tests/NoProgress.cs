namespace Nf.Rig.Tests;

/// <summary>Nobody watches.</summary>
internal sealed class NoProgress : IRigProgress
{
    public static NoProgress Instance { get; } = new();

    public void Begins(int index, string text)
    {
    }

    public void Passes(double seconds, string? seen)
    {
    }

    public void Ends(StepResult result)
    {
    }
}
