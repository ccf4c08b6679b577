namespace Nf.Platform;

/// <summary>A clock that never goes back. A constraint for generics: it is never boxed and never dispatched.</summary>
public interface IClock
{
    /// <summary>Nanoseconds since a fixed moment of the past. O(1).</summary>
    ulong NowNanoseconds();
}
