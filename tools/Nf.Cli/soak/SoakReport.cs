using System.Collections.Generic;

namespace Nf.Cli;

/// <summary>What a soak did and saw.</summary>
internal sealed class SoakReport
{
    public ulong Seed { get; init; }

    /// <summary>Time that passed on the board, in seconds.</summary>
    public double BoardSeconds { get; set; }

    /// <summary>Time that passed here, in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>How often all was checked.</summary>
    public int Checks { get; set; }

    /// <summary>What was done to the board, and how often.</summary>
    public SortedDictionary<SoakEvent, int> Events { get; } = [];

    /// <summary>Bytes that were lost or changed on the line.</summary>
    public long LineFaults { get; set; }

    /// <summary>Requests that the board did.</summary>
    public long Requests { get; set; }

    /// <summary>Requests that came again, because an answer was lost.</summary>
    public long RequestsRepeated { get; set; }

    /// <summary>Frames that the board dropped as damaged.</summary>
    public long FramesDamaged { get; set; }

    /// <summary>Packages that were sent back to the one before them.</summary>
    public int RollBacks { get; set; }

    /// <summary>Of each guest, over all starts of the board.</summary>
    public SoakGuest[] Guests { get; } = [new("thermostat"), new("publisher"), new("neighbour")];

    /// <summary>Deadlines that were missed while the host worked on its store or started: in those minutes only.</summary>
    public long MissesAllowed { get; set; }

    /// <summary>Deadlines that were missed in all other minutes.</summary>
    public long MissesElsewhere { get; set; }

    /// <summary>Bytes of the guests' region that were used at a check, at least.</summary>
    public uint MemoryUsedBytesMin { get; set; }

    /// <summary>And at most.</summary>
    public uint MemoryUsedBytesMax { get; set; }

    /// <summary>The most that was ever used.</summary>
    public uint MemoryPeakBytes { get; set; }

    /// <summary>What was not as it has to be.</summary>
    public List<string> Findings { get; } = [];
}
