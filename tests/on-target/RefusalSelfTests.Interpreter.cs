using System;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.OnTarget;

internal static unsafe partial class RefusalSelfTests
{
    [FixedAddressValueType]
    private static SectionModule s_module;

    static partial void RunInterpreter<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Refuse("refuse.import-memory"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-table"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        Refuse("refuse.import-global"u8, Status.FeatureNotSupported, LoadDetail.ImportKind, ref report);
        // A board says that they nest too deep, others that they have too many values.
        Refuse("refuse.block-results"u8, Status.LimitExceeded, LoadDetail.None, ref report);
        Refuse("refuse.block-parameters"u8, Status.LimitExceeded, LoadDetail.None, ref report);
        SelfTests.Run("refuse.huge-counts"u8, &HugeCounts, ref report);
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
