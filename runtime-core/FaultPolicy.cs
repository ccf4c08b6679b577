namespace Nf.Runtime;

/// <summary>What becomes of a guest after a fault: a trap, no fuel left, a missed deadline.</summary>
public enum FaultPolicy : byte
{
    /// <summary>It is started again, after a pause that doubles with each fault.</summary>
    Restart = 0,

    /// <summary>It stays stopped.</summary>
    Stop = 1,

    /// <summary>It stays stopped, and its safe outputs get their levels.</summary>
    Safe = 2,
}
