using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Fuzz;
using Nf.Platform;

namespace Nf.FirmwareHost;

/// <summary>
/// The entry of the image that sends hostile frames to a firmware host. Where others have a scenario it has the seed, 4 bytes, and the
/// count of frames, 8 bytes; its guests are those of the places.
/// </summary>
internal static unsafe class Program
{
    private const int SeedBytes = 4;
    private const int PlanBytes = 12;
    private const int RegionBytes = 1 << 20;
    private const int TextBytesMax = 1024;

    [FixedAddressValueType]
    private static ControlCampaign s_campaign;
    [FixedAddressValueType]
    private static Medium s_medium;
    [FixedAddressValueType]
    private static Region s_region;
    private static Status s_status;

    [UnmanagedCallersOnly(EntryPoint = "nf_main")]
    private static int Main(int argumentCount, byte** arguments)
    {
        Status status = GuestThread.Run(&Run, 0, BoardConstants.GuestThreadStackBytes);
        return (int)(status == Status.Ok ? s_status : status);
    }

    [UnmanagedCallersOnly]
    private static void Run(nint argument)
    {
        uint bytes;
        byte* start = BoardImports.Scenario(&bytes);
        ReadOnlySpan<byte> plan = new(start, (int)bytes);
        s_status = Status.Usage;
        if (plan.Length != PlanBytes) return;
        s_medium = default;
        s_region = default;
        ControlRoom room = new()
        {
            Medium = (byte*)Unsafe.AsPointer(ref s_medium),
            Region = (byte*)Unsafe.AsPointer(ref s_region),
            RegionBytes = RegionBytes,
            Limits = BoardLimits.All,
            NativeStackBytes = BoardConstants.NativeStackBytes,
            Package = &Package,
        };
        s_status = s_campaign.Start(in room, BinaryPrimitives.ReadUInt32LittleEndian(plan));
        if (s_status == Status.Ok) s_status = s_campaign.Run(BinaryPrimitives.ReadUInt64LittleEndian(plan.Slice(SeedBytes)));
        Span<byte> text = stackalloc byte[TextBytesMax];
        Utf8Writer writer = new(text);
        s_campaign.Tally.Write(ref writer);
        fixed (byte* written = writer.Written) BoardImports.ConsoleWrite(written, writer.Written.Length);
    }

    private static byte* Package(int place, out int bytes)
    {
        uint length;
        byte* package = BoardImports.GuestAt((uint)place, &length);
        bytes = (int)length;
        return package;
    }

    [StructLayout(LayoutKind.Sequential, Size = (int)ControlRoom.MediumBytes)]
    private struct Medium
    {
        private ulong _first;
    }

    [StructLayout(LayoutKind.Sequential, Size = RegionBytes)]
    private struct Region
    {
        private ulong _first;
    }
}
