using System;

namespace Nf;

/// <summary>Names of <see cref="Status"/> values as bytes, for consoles that have no strings.</summary>
public static class StatusName
{
    // Each number with its name: a switch would take 1.5 KB more of a board's flash.
    private static ReadOnlySpan<byte> Names =>
        "0Ok 1InvalidArgument 2NotSupported 3NotFound 4OutOfRange 5Busy 6TimedOut 7Stopped 8InternalError 9Full "u8 +
        "10Empty 11BufferTooSmall 12IoError 13OutOfOrder 16OutOfMemory 17BudgetExceeded 18ArenaSealed 19DoubleFree "u8 +
        "20ForeignSpan 21Overrun 22ArenaCorrupt 23AlreadyTaken 24NotTaken 25StackExhausted 30NotWasm 31MalformedModule "u8 +
        "32TruncatedModule 33InvalidModule 34FeatureNotSupported 35ImportUnknown 36ImportMismatch 37ExportNotFound "u8 +
        "38ExportMismatch 39LimitExceeded 40EngineRefused 41EngineMismatch 42ManifestInvalid 43NotMetered 44NotSigned "u8 +
        "45NotSchedulable 50TrapUnreachable 51TrapOutOfBoundsMemory 52TrapOutOfBoundsTable 53TrapNullElement "u8 +
        "54TrapIndirectCallMismatch 55TrapDivideByZero 56TrapIntegerOverflow 57TrapInvalidConversion "u8 +
        "58TrapStackOverflow 59TrapOutOfFuel 60TrapOutOfDepth 61TrapHostFunction 62TrapBadPointer 63Reentrant "u8 +
        "64GuestExited 65GuestAborted 66GuestFailed 67BucketCorrupt 68DeadlineMissed 70SessionEnded 80PinNotFound "u8 +
        "81PinNotOpen 82PinModeMismatch 83I2cNoAcknowledge 84I2cBusError 90HandleStale 91HandleForeign "u8 +
        "92HandleKindMismatch 93NotGranted 100Usage 101FileNotFound 102FileUnreadable 103ToolMissing 104BuildFailed "u8 +
        "105BoardNotFound 106BoardInvalid 107ScenarioInvalid 108EmulatorFailed 109ImageTooLarge "u8 +
        "110AllocationNotAllowed 111TestFailed 112DigestMismatch "u8;

    /// <summary>The enumeration member's name in ASCII; <c>"Unknown"</c> for a number without one. O(names), no allocation.</summary>
    /// <param name="status">Any value, also one that is not a member.</param>
    public static ReadOnlySpan<byte> Of(Status status)
    {
        int number = 0, start = 0;
        for (int i = 0; i < Names.Length; i++)
        {
            byte letter = Names[i];
            // A name may have digits, too: I2cBusError. The number's own stand before it, without a gap.
            if (start == i && letter is >= (byte)'0' and <= (byte)'9')
            {
                number = (number * 10) + letter - '0';
                start = i + 1;
            }
            else if (letter == (byte)' ')
            {
                if (number == (int)status) return Names.Slice(start, i - start);
                number = 0;
                start = i + 1;
            }
        }

        return "Unknown"u8;
    }
}
