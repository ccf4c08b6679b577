using System;

namespace Nf.Chunker;

/// <summary>The parser did not do what it was asked for: it trapped, or answered with what cannot be. Its instance is of no more use.</summary>
internal sealed class GuestFailure(Status status) : Exception($"The parser failed: {status}.")
{
    /// <summary>Why.</summary>
    public Status Status { get; } = status;

    /// <summary>Throws unless the status is Ok.</summary>
    public static void ThrowUnless(Status status)
    {
        if (status != Status.Ok)
            throw new GuestFailure(status);
    }
}
