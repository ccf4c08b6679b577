namespace Nf.Wast;

/// <summary>Where a runner says what came of each command.</summary>
public interface IScriptReport
{
    /// <summary>Notes one command.</summary>
    void Record(in CommandResult result);
}
