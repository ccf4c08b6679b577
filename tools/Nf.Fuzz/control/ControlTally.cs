using System;
using System.Runtime.CompilerServices;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.Fuzz;

/// <summary>What a campaign of hostile frames counted.</summary>
public struct ControlTally
{
    /// <summary>Hostile frames.</summary>
    public ulong Frames;

    /// <summary>Their bytes.</summary>
    public ulong Bytes;

    /// <summary>How many came from each <see cref="FrameSource"/>.</summary>
    public Sources BySource;

    /// <summary>Hostile frames that changed something: none may.</summary>
    public ulong Accepted;

    /// <summary>Hostile frames that were done as requests, or were answered Ok although they ask for nothing that there is.</summary>
    public ulong Mistaken;

    /// <summary>Requests of the client between them.</summary>
    public ulong Requests;

    /// <summary>Requests of the client that did not come to what they had to.</summary>
    public ulong Failed;

    /// <summary>Packages that were uploaded, activated and confirmed between them.</summary>
    public ulong Updates;

    /// <summary>Sessions of the client.</summary>
    public ulong Sessions;

    /// <summary>Calls of guests that are in their places at the end.</summary>
    public ulong GuestRuns;

    /// <summary>The first frame that went wrong, counted from 1; 0: none.</summary>
    public ulong FirstWrong;

    /// <summary>Its <see cref="FrameSource"/>.</summary>
    public FrameSource FirstWrongSource;

    /// <summary>What the server counted.</summary>
    public ControlCounters Line;

    /// <summary>Whether nothing went wrong.</summary>
    public readonly bool IsGood => Accepted == 0 && Mistaken == 0 && Failed == 0;

    /// <summary>Writes it for programs: a name and a number a line.</summary>
    public readonly void Write(ref Utf8Writer text)
    {
        Put(ref text, "frames"u8, Frames);
        Put(ref text, "bytes"u8, Bytes);
        Put(ref text, "random"u8, BySource[(int)FrameSource.Random]);
        Put(ref text, "mutated"u8, BySource[(int)FrameSource.Mutated]);
        Put(ref text, "truncated"u8, BySource[(int)FrameSource.Truncated]);
        Put(ref text, "replayed"u8, BySource[(int)FrameSource.Replayed]);
        Put(ref text, "oversized"u8, BySource[(int)FrameSource.Oversized]);
        Put(ref text, "interleaved"u8, BySource[(int)FrameSource.Interleaved]);
        Put(ref text, "forged"u8, BySource[(int)FrameSource.Forged]);
        Put(ref text, "wrong_payload"u8, BySource[(int)FrameSource.WrongPayload]);
        Put(ref text, "nonsense"u8, BySource[(int)FrameSource.Nonsense]);
        Put(ref text, "accepted"u8, Accepted);
        Put(ref text, "mistaken"u8, Mistaken);
        Put(ref text, "first_wrong"u8, FirstWrong);
        Put(ref text, "first_wrong_source"u8, (ulong)FirstWrongSource);
        Put(ref text, "requests"u8, Requests);
        Put(ref text, "requests_failed"u8, Failed);
        Put(ref text, "sessions"u8, Sessions);
        Put(ref text, "updates"u8, Updates);
        Put(ref text, "guest_runs"u8, GuestRuns);
        Put(ref text, "line_whole"u8, Line.Frames);
        Put(ref text, "line_damaged"u8, Line.Damaged);
        Put(ref text, "line_other_versions"u8, Line.OtherVersions);
        Put(ref text, "line_no_requests"u8, Line.Unexpected);
        Put(ref text, "line_other_sessions"u8, Line.OtherSessions);
        Put(ref text, "line_replayed"u8, Line.Replayed);
        Put(ref text, "line_repeated"u8, Line.Repeated);
        Put(ref text, "line_answered"u8, Line.Executed);
    }

    private static void Put(ref Utf8Writer text, ReadOnlySpan<byte> name, ulong value)
    {
        text.Text(name);
        text.Byte((byte)' ');
        text.Decimal(value);
        text.Byte((byte)'\n');
    }

    /// <summary>A number for each <see cref="FrameSource"/>.</summary>
    [InlineArray((int)FrameSource.Count)]
    public struct Sources
    {
        private ulong _first;
    }
}
