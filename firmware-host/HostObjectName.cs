using System;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>The names by which guests open objects.</summary>
internal static class HostObjectName
{
    /// <summary>Finds the number of what a name means; it need not exist. O(1).</summary>
    /// <param name="kind">Any number.</param>
    /// <param name="name">Any bytes.</param>
    /// <param name="number">As in <see cref="HostObject.Number"/>; 0 on failure.</param>
    /// <returns>Ok; InvalidArgument for a kind that does not exist; NotFound for a name that means nothing of that kind.</returns>
    public static Status Parse(HostObjectKind kind, ReadOnlySpan<byte> name, out int number)
    {
        number = 0;
        bool isName;
        switch (kind)
        {
            case HostObjectKind.Pin:
                isName = PinName.Parse(name, out number) == Status.Ok;
                break;
            case HostObjectKind.I2cDevice:
                isName = TryParseAddress(name, out number);
                break;
            case HostObjectKind.Configuration:
                isName = name.SequenceEqual("guest"u8);
                break;
            default:
                return Status.InvalidArgument;
        }

        return isName ? Status.Ok : Status.NotFound;
    }

    // Two hexadecimal digits, as traces and scenarios write an address.
    private static bool TryParseAddress(ReadOnlySpan<byte> name, out int address)
    {
        address = 0;
        if (name.Length != 4 || name[0] != (byte)'0' || name[1] != (byte)'x') return false;
        int high = Digit(name[2]);
        int low = Digit(name[3]);
        if (high < 0 || low < 0) return false;
        address = (high << 4) | low;
        return true;
    }

    private static int Digit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        _ => -1,
    };
}
