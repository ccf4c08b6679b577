using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>How the guests fare, in numbers: what the service manager is told when it changes.</summary>
internal struct DaemonStatus
{
    /// <summary>Bytes of the text at most.</summary>
    public const int TextBytesMax = 64;

    private int _guests;
    private int _running;
    private int _givenUp;

    /// <summary>Counts. O(places).</summary>
    public static DaemonStatus Of(ref Supervisor supervisor)
    {
        // No text was told yet that this could be the same as.
        DaemonStatus status = default;
        for (int place = 0; place < supervisor.Places; place++)
        {
            GuestState state = supervisor[place].State;
            status._guests += state == GuestState.Empty ? 0 : 1;
            status._running += state == GuestState.Running ? 1 : 0;
            status._givenUp += state == GuestState.GivenUp ? 1 : 0;
        }

        return status;
    }

    /// <summary>Whether there is nothing new.</summary>
    public readonly bool IsSame(in DaemonStatus other) =>
        _guests == other._guests && _running == other._running && _givenUp == other._givenUp;

    /// <summary>Says it in one line.</summary>
    public readonly void Write(ref Utf8Writer text)
    {
        text.Decimal(_running);
        text.Text(" of "u8);
        text.Decimal(_guests);
        text.Text(" guests run"u8);
        if (_givenUp == 0) return;
        text.Text(", given up: "u8);
        text.Decimal(_givenUp);
    }
}
