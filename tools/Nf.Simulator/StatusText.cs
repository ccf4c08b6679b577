namespace Nf.Simulator;

/// <summary>What a status of a guest's run means, for people.</summary>
public static class StatusText
{
    /// <summary>A phrase without a full stop; the name of the status for one that needs no more.</summary>
    public static string Of(Status status) => status switch
    {
        Status.TrapUnreachable => "the guest executed 'unreachable'",
        Status.TrapOutOfBoundsMemory => "the guest accessed memory that it does not have",
        Status.TrapOutOfBoundsTable => "the guest called through a table element that does not exist",
        Status.TrapNullElement => "the guest called through an empty table element",
        Status.TrapIndirectCallMismatch => "the guest called a function through a pointer of another type",
        Status.TrapDivideByZero => "the guest divided by zero",
        Status.TrapIntegerOverflow => "an integer operation of the guest overflowed",
        Status.TrapInvalidConversion => "the guest converted a float that has no value in the integer type",
        Status.TrapStackOverflow => "the guest's calls are nested too deep for its stack",
        Status.TrapOutOfFuel => "the guest used up its fuel",
        Status.TrapOutOfDepth => "the guest's calls are nested deeper than its limit",
        Status.TrapBadPointer => "the guest handed the host a pointer outside its memory",
        Status.BucketCorrupt => "a map or set in the guest's memory is damaged",
        Status.GuestFailed => "the guest returned a failure of its own",
        Status.GuestExited => "the guest ended itself with a code other than 0",
        Status.GuestAborted => "the guest aborted itself",
        Status.OutOfMemory => "the engine's arena is too small for this module",
        Status.NotSchedulable =>
            "with its fuel, period and deadline not all guests could be on time (NotSchedulable); less fuel or a longer period makes room",
        _ => status.ToString(),
    };
}
