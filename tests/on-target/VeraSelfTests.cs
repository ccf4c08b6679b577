using System;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// All functions of module <c>vera</c> at all types of keys and values, against the table of expected answers of <see cref="VeraSamples"/>,
/// called by the guest packed-vera.wat.
/// </summary>
internal static unsafe class VeraSelfTests
{
    private const uint MapKind = 0xFEEDC001;
    private const uint SetKind = 0xFEEDC002;

    /// <summary>
    /// Runs every self-test once. The last one's name ends with a digest of all memory that the guests left behind: it is the same on every
    /// target, or that target has not reported a test that there is.
    /// </summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        Sha256 memory = default;
        memory.Initialize();
        for (int key = 0; key < VeraSamples.Letters.Length; key++)
        {
            for (int value = 0; value < VeraSamples.Letters.Length; value++)
                RunMap((ElementType)key, (ElementType)value, ref memory, ref report);
        }

        for (int element = 0; element < VeraSamples.Letters.Length; element++) RunSet((ElementType)element, ref memory, ref report);
        SelfTests.Run("vera.other-functions"u8, &OtherFunctions, ref report);
        SelfTests.Run("vera.full-shadow-stack"u8, &FullShadowStack, ref report);
        RecordMemory(ref memory, ref report);
    }

    private static void RecordMemory<TReport>(ref Sha256 memory, ref TReport report)
        where TReport : struct, IReport
    {
        Span<byte> digest = stackalloc byte[Sha256.DigestSize];
        Status status = memory.Finish(digest);
        Span<byte> buffer = stackalloc byte[2 * Sha256.DigestSize + 16];
        Utf8Writer name = new(buffer);
        name.Text("vera.memory-"u8);
        name.Hex(digest);
        report.Record(name.Written, status == Status.Ok);
    }

    private static void RunMap<TReport>(ElementType key, ElementType value, ref Sha256 memory, ref TReport report)
        where TReport : struct, IReport
    {
        Span<byte> buffer = stackalloc byte[16];
        Utf8Writer name = new(buffer);
        name.Text("vera.map-"u8);
        name.Byte(VeraSamples.Letters[(int)key]);
        name.Byte(VeraSamples.Letters[(int)value]);
        VeraTestGuest.Load(key, value, out VeraTestGuest guest);
        if (guest.Check.FailedLine == 0) Map(ref guest, key, value);
        guest.Drop(ref memory);
        report.Record(name.Written, in guest.Check);
    }

    private static void Map(ref VeraTestGuest guest, ElementType key, ElementType value)
    {
        uint empty = guest.Call("map_new"u8), map = empty;
        for (int i = 0; i < VeraSamples.Count; i++)
        {
            map = guest.Call("map_insert$kK_vV"u8, map, guest.Key(i), guest.Value(i));
            guest.Check.Equal(VeraSamples.Sizes(key)[i] - '0', guest.Call("map_size"u8, map));
        }

        guest.ExpectHeader(map, MapKind, (uint)VeraSamples.Keys(key).Length);
        guest.ExpectArray("map_keys$kK"u8, map, key, VeraSamples.Keys(key));
        guest.ExpectArray("map_values$vV"u8, map, value, VeraSamples.Values(key));
        for (int i = 0; i < VeraSamples.Count; i++)
        {
            guest.Check.Equal(1, guest.Call("map_contains$kK"u8, map, guest.Key(i)));
            guest.ExpectOption(guest.Call("map_get$kK_vV"u8, map, guest.Key(i)), value, VeraSamples.Found(key)[i] - '0');
        }

        MapRemove(ref guest, map, key, value);
        guest.ExpectHeader(empty, MapKind, 0);
        guest.Check.Equal(0, guest.Call("map_contains$kK"u8, empty, guest.Key(0)));
        guest.ExpectOption(guest.Call("map_get$kK_vV"u8, empty, guest.Key(0)), value, -1);
        guest.ExpectArray("map_keys$kK"u8, empty, key, default);
        guest.ExpectArray("map_values$vV"u8, empty, value, default);
    }

    // The first key goes; the old map stays what it was.
    private static void MapRemove(ref VeraTestGuest guest, uint map, ElementType key, ElementType value)
    {
        uint less = guest.Call("map_remove$kK"u8, map, guest.Key(0));
        guest.Check.Equal(VeraSamples.Keys(key).Length - 1, guest.Call("map_size"u8, less));
        guest.Check.Equal(0, guest.Call("map_contains$kK"u8, less, guest.Key(0)));
        guest.ExpectOption(guest.Call("map_get$kK_vV"u8, less, guest.Key(0)), value, -1);
        guest.ExpectArray("map_keys$kK"u8, less, key, VeraSamples.Keys(key).Slice(1));
        guest.ExpectArray("map_values$vV"u8, less, value, VeraSamples.Values(key).Slice(1));
        guest.Check.Equal(less, guest.Call("map_remove$kK"u8, less, guest.Key(0)));
        guest.ExpectHeader(map, MapKind, (uint)VeraSamples.Keys(key).Length);
        guest.ExpectArray("map_keys$kK"u8, map, key, VeraSamples.Keys(key));
    }

    private static void RunSet<TReport>(ElementType element, ref Sha256 memory, ref TReport report)
        where TReport : struct, IReport
    {
        Span<byte> buffer = stackalloc byte[16];
        Utf8Writer name = new(buffer);
        name.Text("vera.set-"u8);
        name.Byte(VeraSamples.Letters[(int)element]);
        VeraTestGuest.Load(element, element, out VeraTestGuest guest);
        if (guest.Check.FailedLine == 0) Set(ref guest, element);
        guest.Drop(ref memory);
        report.Record(name.Written, in guest.Check);
    }

    private static void Set(ref VeraTestGuest guest, ElementType element)
    {
        uint empty = guest.Call("set_new"u8), set = empty;
        for (int i = 0; i < VeraSamples.Count; i++)
        {
            set = guest.Call("set_add$eK"u8, set, guest.Key(i));
            guest.Check.Equal(VeraSamples.Sizes(element)[i] - '0', guest.Call("set_size"u8, set));
        }

        guest.ExpectHeader(set, SetKind, (uint)VeraSamples.Keys(element).Length);
        guest.ExpectArray("set_to_array$eK"u8, set, element, VeraSamples.Keys(element));
        for (int i = 0; i < VeraSamples.Count; i++)
        {
            guest.Check.Equal(1, guest.Call("set_contains$eK"u8, set, guest.Key(i)));
            guest.Check.Equal(set, guest.Call("set_add$eK"u8, set, guest.Key(i)));
        }

        uint less = guest.Call("set_remove$eK"u8, set, guest.Key(0));
        guest.Check.Equal(0, guest.Call("set_contains$eK"u8, less, guest.Key(0)));
        guest.ExpectArray("set_to_array$eK"u8, less, element, VeraSamples.Keys(element).Slice(1));
        guest.Check.Equal(less, guest.Call("set_remove$eK"u8, less, guest.Key(0)));
        guest.ExpectArray("set_to_array$eK"u8, set, element, VeraSamples.Keys(element));
        guest.ExpectHeader(empty, SetKind, 0);
        guest.Check.Equal(0, guest.Call("set_contains$eK"u8, empty, guest.Key(0)));
        guest.ExpectArray("set_to_array$eK"u8, empty, element, default);
    }

    /// <summary>The functions that are about neither maps nor sets.</summary>
    public static void OtherFunctions(ref Check check)
    {
        const ulong DecimalKind = 3, MapKind = 1;
        VeraTestGuest.Load(ElementType.Int32, ElementType.Int32, out VeraTestGuest guest);
        if (guest.Check.FailedLine == 0)
        {
            guest.Call("host_decref_handle"u8, 1, 2);
            guest.Call("attach_bucket_to_wrapper"u8, 64, DecimalKind, 7);
            guest.ExpectStatus(Status.InvalidArgument, "attach_bucket_to_wrapper"u8, 64, MapKind, 7);
            guest.ExpectStatus(Status.GuestAborted, "contract_fail"u8, 64, 5);
            guest.ExpectStatus(Status.TrapBadPointer, "contract_fail"u8, guest.MemoryBytes - 1, 2);
            guest.ExpectStatus(Status.TrapIntegerOverflow, "overflow_trap"u8, 0, 0);
        }

        guest.Drop();
        check = guest.Check;
    }

    /// <summary>A shadow stack without room for all roots is refused, wherever it ends, and the map stays as it was.</summary>
    public static void FullShadowStack(ref Check check)
    {
        const uint ShadowEnd = 64, RootBytes = 4, Roots = 6;
        VeraTestGuest.Load(ElementType.Text, ElementType.Text, out VeraTestGuest guest);
        if (guest.Check.FailedLine == 0)
        {
            uint map = guest.Call("map_insert$kK_vV"u8, guest.Call("map_new"u8), guest.Key(2), guest.Value(2));
            for (uint room = 0; room < Roots; room++)
            {
                guest.Check.Equal(Status.Ok, guest.SetShadowTop(ShadowEnd - room * RootBytes));
                guest.ExpectStatus(Status.TrapStackOverflow, "map_insert$kK_vV"u8, map, guest.Key(5), guest.Value(5));
            }

            guest.Check.Equal(Status.Ok, guest.SetShadowTop(ShadowEnd - Roots * RootBytes));
            guest.Call("map_insert$kK_vV"u8, map, guest.Key(5), guest.Value(5));
            guest.ExpectHeader(map, MapKind, 1);
        }

        guest.Drop();
        check = guest.Check;
    }
}
