namespace Nf.Platform;

/// <summary>Something outside the program that restarts it when it is not fed in time. A constraint for generics.</summary>
public interface IWatchdog
{
    /// <summary>Starts the watchdog; it cannot be stopped. Called again, it gets a new time.</summary>
    /// <param name="timeoutMilliseconds">The longest time between two calls of <see cref="Feed"/>, 1 to 60,000.</param>
    /// <returns>
    /// <see cref="Status.Ok"/>; <see cref="Status.OutOfRange"/> for a time that it cannot keep; <see cref="Status.NotFound"/> when there
    /// is none.
    /// </returns>
    Status Start(uint timeoutMilliseconds);

    /// <summary>Tells that all is well. O(1). Nothing happens before <see cref="Start"/>.</summary>
    void Feed();
}
