using System;
using System.Runtime.CompilerServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>Modules that are refused, each with its status and its reason, and nothing of them stays.</summary>
internal static unsafe class RefusalSelfTests
{
    private const int PrefixLength = 7; // "refuse."
    private const int ReservedStepBytes = 256;

    [FixedAddressValueType]
    private static SectionModule s_module;

    /// <summary>Runs every self-test once. The name behind the prefix is the module's.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Refuse("refuse.import-memory"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-table"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-global"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-unknown"u8, Status.ImportUnknown, LoadDetail.ImportName, ref report);
        Refuse("refuse.import-mismatch"u8, Status.ImportMismatch, LoadDetail.ImportType, ref report);
        Refuse("refuse.memory-too-large"u8, Status.LimitExceeded, LoadDetail.MemorySize, ref report);
        Refuse("refuse.table-too-large"u8, Status.LimitExceeded, LoadDetail.TableSize, ref report);
        Refuse("refuse.table-large"u8, Status.OutOfMemory, LoadDetail.Arena, ref report);
        Refuse("refuse.data-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.data-far-beyond"u8, Status.TrapOutOfBoundsMemory, LoadDetail.Segment, ref report);
        Refuse("refuse.elements-beyond"u8, Status.TrapOutOfBoundsTable, LoadDetail.Segment, ref report);
        // A board says that they nest too deep, others that they have too many values.
        Refuse("refuse.block-results"u8, Status.LimitExceeded, LoadDetail.None, ref report);
        Refuse("refuse.block-parameters"u8, Status.LimitExceeded, LoadDetail.None, ref report);
        SelfTests.Run("refuse.huge-counts"u8, &HugeCounts, ref report);
        SelfTests.Run("refuse.small-arenas"u8, &SmallArenas, ref report);
        SelfTests.Run("recycle.traps"u8, &Recycle, ref report);
    }

    private static void Refuse<TReport>(ReadOnlySpan<byte> name, Status expected, LoadDetail detail, ref TReport report)
        where TReport : struct, IReport
    {
        Check check = default;
        RefuseAndDrop(HostileModules.Find(name.Slice(PrefixLength)), expected, detail, ref check);
        Containment.CheckNextGuest(ref check);
        report.Record(name, in check);
    }

    private static void RefuseAndDrop(ReadOnlySpan<byte> module, Status expected, LoadDetail detail, ref Check check)
    {
        Status status = TestGuest.Load<HostileHost>(module, 0, out TestGuest guest, clipMemory: detail != LoadDetail.MemorySize);
        using TestGuest scope = guest;
        check.Equal(expected, status);
        check.Equal(expected, guest.Error.Status);
        if (detail != LoadDetail.None) check.Equal((long)detail, (long)guest.Error.Detail);
        check.Equal(Status.Ok, guest.Arena.Check());
    }

    /// <summary>Four billion entries are announced in each section; nobody makes room for them.</summary>
    public static void HugeCounts(ref Check check)
    {
        for (int id = (int)SectionId.Type; id < SectionTable.Count; id++)
        {
            s_module.Write(id);
            Status status = TestGuest.Load<HostileHost>(SectionModule.Bytes, 0, out TestGuest guest);
            using TestGuest scope = guest;
            Status expected = (SectionId)id switch
            {
                SectionId.Start => Status.InvalidModule,
                SectionId.DataCount => Status.MalformedModule,
                _ => Status.TruncatedModule,
            };
            check.Equal(expected, status);
            check.Equal(Status.Ok, guest.Arena.Check());
        }

        Containment.CheckNextGuest(ref check);
    }

    /// <summary>Whatever an arena lacks for a guest, it is told, and nothing half made stays.</summary>
    public static void SmallArenas(ref Check check)
    {
        int failures = 0;
        Status status = Status.OutOfMemory;
        for (int reserved = MemoryBlock<GuestStorage>.SizeBytes; reserved > 0 && status != Status.Ok; reserved -= ReservedStepBytes)
        {
            status = TestGuest.Load<HostileHost>(HostileModules.Find("traps"u8), 0, out TestGuest guest, reservedBytes: reserved);
            using TestGuest scope = guest;
            check.Equal(Status.Ok, guest.Arena.Check());
            if (status != Status.Ok) check.Equal(Status.OutOfMemory, status);
            else check.Equal(Status.TrapUnreachable, guest.Call("unreachable"u8, "i:"u8, 0, out _));
            if (status != Status.Ok) failures++;
        }

        check.Equal(Status.Ok, status);
        check.True(failures > 10);
        Containment.CheckNextGuest(ref check);
    }

    /// <summary>Guests are made, trap and are dropped; each takes what the first took, and gives it back.</summary>
    public static void Recycle(ref Check check)
    {
        int peak = 0;
        for (int i = 0; i < GuestStorage.Recycles && check.FailedLine == 0; i++)
        {
            check.Equal(Status.Ok, TestGuest.Load<HostileHost>(HostileModules.Find("start-traps"u8), 0, out TestGuest guest));
            using TestGuest scope = guest;
            if (check.FailedLine == 0) check.Equal(Status.TrapUnreachable, guest.Instance.Start());
            if (i == 0) peak = guest.Arena.PeakBytes;
            check.Equal(peak, guest.Arena.PeakBytes);
        }

        Containment.CheckNextGuest(ref check);
    }

    /// <summary>A module of one section, which holds the largest number there is.</summary>
    [InlineArray(Length)]
    private struct SectionModule
    {
        private const int Length = 15;

        private byte _first;

        public static ReadOnlySpan<byte> Bytes => new(Unsafe.AsPointer(ref s_module), Length);

        public void Write(int id)
        {
            ReadOnlySpan<byte> text = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x05, 0xff, 0xff, 0xff, 0xff, 0x0f];
            for (int i = 0; i < Length; i++) this[i] = text[i];
            this[8] = (byte)id;
        }
    }
}
