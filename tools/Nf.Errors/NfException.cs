using System;

namespace Nf.Errors;

/// <summary>A failure that a person can do something about: one line that says what, where and what to do, and its number.</summary>
public sealed class NfException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="status">What kind of failure; not <see cref="Status.Ok"/>.</param>
    /// <param name="message">One line.</param>
    public NfException(Status status, string message)
        : base(message)
    {
        Status = status;
    }

    /// <summary>Makes a failure out of another.</summary>
    /// <param name="status">What kind of failure; not <see cref="Status.Ok"/>.</param>
    /// <param name="message">One line.</param>
    /// <param name="inner">What led to it.</param>
    public NfException(Status status, string message, Exception inner)
        : base(message, inner)
    {
        Status = status;
    }

    /// <summary>What kind of failure; also the exit code.</summary>
    public Status Status { get; }
}
