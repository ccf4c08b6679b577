using System;
using Nf.FirmwareHost;

namespace Nf.Daemon.Tests;

/// <summary>A target with the most guests, of the longest names, and the largest figures.</summary>
internal readonly struct FullHost : ITargetFigures
{
    /// <summary>The name of every guest.</summary>
    public static readonly string Name = new('n', GuestInfo.TailBytesMax);

    public readonly Status ReadInfo(out TargetInfo info, Span<byte> board, out int boardBytes)
    {
        info = new TargetInfo
        {
            Major = ushort.MaxValue,
            Minor = ushort.MaxValue,
            Patch = ushort.MaxValue,
            Places = Supervisor.PlacesMax,
            UptimeNanoseconds = 42,
            Boots = 3,
            UncleanEnds = 2,
        };
        "board \"\\\n"u8.CopyTo(board);
        boardBytes = 9;
        return Status.Ok;
    }

    public readonly Status ReadGuest(byte place, out GuestInfo info, Span<byte> name, out int nameBytes)
    {
        info = default;
        nameBytes = 0;
        if (place >= Supervisor.PlacesMax) return Status.OutOfRange;
        info.Place = place;
        info.State = GuestState.Running;
        (info.Major, info.Minor, info.Patch) = (ushort.MaxValue, ushort.MaxValue, ushort.MaxValue);
        (info.MemoryBytes, info.MemoryBytesMax) = (uint.MaxValue, uint.MaxValue);
        (info.Faults, info.Restarts, info.DeadlineMisses) = (uint.MaxValue, uint.MaxValue, uint.MaxValue);
        (info.Runs, info.Fuel) = (ulong.MaxValue, ulong.MaxValue);
        nameBytes = Math.Min(name.Length, Name.Length);
        name[..nameBytes].Fill((byte)'n');
        return Status.Ok;
    }

    public readonly Status ReadTelemetry(byte place, out GuestTelemetry telemetry)
    {
        telemetry = new GuestTelemetry { FuelPeak = ulong.MaxValue, ResponseNanosecondsPeak = ulong.MaxValue, EventsLost = uint.MaxValue };
        return Status.Ok;
    }

    public readonly Status ReadBudget(byte crate, out BudgetInfo info)
    {
        info = new BudgetInfo
        {
            Crate = crate,
            LimitBytes = uint.MaxValue,
            RemainingBytes = uint.MaxValue,
            PeakBytes = uint.MaxValue,
            Refusals = uint.MaxValue,
        };
        return Status.Ok;
    }
}
