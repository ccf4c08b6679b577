using System;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>What a manifest does not grant is neither linked nor done: the guests in packed-granted.wat and packed-not-granted.wat.</summary>
internal static unsafe class CapabilitySelfTests
{
    private const uint Granted = 40; // PF0
    private const uint Sensor = 0x48;
    private const ulong Fuel = 10_000;

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("capability.link"u8, &Link, ref report);
        SelfTests.Run("capability.calls"u8, &Calls, ref report);
    }

    private static void Link(ref Check check)
    {
        LinkAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void LinkAndDrop(ref Check check)
    {
        Status status = TestGuest.Load<HostFunctions>(HostileModules.Find("packed-not-granted"u8), 0, out TestGuest guest);
        using TestGuest scope = guest;
        check.Equal(Status.NotGranted, status);
        check.Equal((long)LoadDetail.Capability, (long)guest.Error.Detail);
        check.True(guest.Error.NameOffset > 0);
        check.Equal(Status.Ok, guest.Arena.Check());
    }

    private static void Calls(ref Check check)
    {
        CallAndDrop(ref check);
        Containment.CheckNextGuest(ref check);
    }

    private static void CallAndDrop(ref Check check)
    {
        Status status = HostFunctionSelfTests.Load("packed-granted"u8, ref check, out TestGuest guest);
        using TestGuest scope = guest;
        if (status != Status.Ok) return;
        Expect(in guest, "configure"u8, Granted, (uint)PinMode.Output, true, ref check);
        Expect(in guest, "configure"u8, Granted, (uint)PinMode.Input, false, ref check);
        Expect(in guest, "configure"u8, Granted + 1, (uint)PinMode.Output, false, ref check);
        Expect(in guest, "write"u8, Granted, 1, true, ref check);
        Expect(in guest, "write"u8, Granted - 1, 1, false, ref check);
        Expect(in guest, "write"u8, 0x8000_0000, 1, false, ref check);
        Expect(in guest, "read"u8, Sensor, 2, true, ref check);
        Expect(in guest, "read"u8, Sensor + 1, 2, false, ref check);
        Expect(in guest, "read"u8, Sensor + 256, 2, false, ref check);
        Containment.CheckArena(in guest, ref check);
    }

    // What is granted may fail otherwise: a board may have no such pin.
    private static void Expect(in TestGuest guest, ReadOnlySpan<byte> name, uint number, uint value, bool isGranted, ref Check check)
    {
        Span<ulong> arguments = stackalloc ulong[2];
        arguments[0] = number;
        arguments[1] = value;
        _ = guest.Instance.SetFuel(Fuel);
        int answer = HostFunctionSelfTests.Answer(in guest, name, "ii:i"u8, arguments, ref check);
        check.True(isGranted == (answer != -(int)Status.NotGranted));
    }
}
