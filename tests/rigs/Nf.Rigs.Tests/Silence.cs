namespace Nf.Rig.Tests;

/// <summary>A run that nobody watches.</summary>
internal sealed class Silence : IRigProgress
{
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
