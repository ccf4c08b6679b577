using System;

namespace Nf.Build;

/// <summary>A build cannot go on. The message is one line: what, where, what to do.</summary>
public sealed class BuildException : Exception
{
    /// <summary>A failure with its status and its line for the user.</summary>
    public BuildException(Status status, string message)
        : base(message)
    {
        Status = status;
    }

    /// <summary>The exit code of the program.</summary>
    public Status Status { get; }
}
