using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>Threads that sleep until a word changes (futex(2)).</summary>
internal static unsafe class Parking
{
    /// <summary>Whether there are other threads that could change a word meanwhile.</summary>
    internal const bool IsOffered = true;

    /// <summary>Sleeps while a word has a value.</summary>
    /// <returns>Ok when it has another one, or TimedOut.</returns>
    internal static Status Wait(int* word, int value, uint milliseconds) => (Status)nf_wait(word, value, milliseconds);

    /// <summary>Wakes whoever sleeps on a word. The word itself is not looked at: its owner may be gone already.</summary>
    internal static void Wake(int* word) => nf_wake(word);

    [DllImport("nf_engine")]
    private static extern int nf_wait(int* word, int value, uint milliseconds);

    [DllImport("nf_engine")]
    private static extern void nf_wake(int* word);
}
