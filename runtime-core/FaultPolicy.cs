namespace Nf.Runtime;

/// <summary>
/// What becomes of a guest after a fault: a trap, no fuel left, a missed deadline. Whatever it is, its safe outputs have their levels while
/// it does not run.
/// </summary>
public enum FaultPolicy : byte
{
    /// <summary>It is started again, after a pause that doubles with each fault.</summary>
    Restart = 0,

    /// <summary>It stays stopped.</summary>
    Stop = 1,

    /// <summary>It stays stopped, and is told apart from what somebody stopped: it is in its safe state.</summary>
    Safe = 2,
}
