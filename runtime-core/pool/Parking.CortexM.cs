namespace Nf.Runtime;

/// <summary>A board has one thread: nobody could wake it, so it does not wait.</summary>
internal static unsafe class Parking
{
    /// <summary>Whether there are other threads that could change a word meanwhile.</summary>
    internal const bool IsOffered = false;

    /// <summary>Does not wait.</summary>
    internal static Status Wait(int* word, int value, uint milliseconds) => *word == value ? Status.TimedOut : Status.Ok;

    /// <summary>Nobody sleeps.</summary>
    internal static void Wake(int* word)
    {
    }
}
