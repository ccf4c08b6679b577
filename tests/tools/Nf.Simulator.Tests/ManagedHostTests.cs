using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Rig;
using Nf.Target;

namespace Nf.Simulator.Tests;

/// <summary>The firmware host in this process: its power, its restarts, its line.</summary>
[TestClass]
public sealed class ManagedHostTests
{
    private const int MilliCelsius = 17_000;

    private static string Version(GuestEntry guest) => $"{guest.Info.Major}.{guest.Info.Minor}.{guest.Info.Patch}";

    [TestMethod]
    public void Time_passes_only_in_steps()
    {
        using SteppedRig rig = new("sim", MilliCelsius, "thermostat");
        ulong before = rig.Session.Info.UptimeNanoseconds;
        for (int i = 0; i < 100; i++) rig.Session.Refresh();
        Assert.AreEqual(before, rig.Session.Info.UptimeNanoseconds);
        rig.Pass(1000);
        Assert.AreEqual(before + 1_000_000_000, rig.Session.Info.UptimeNanoseconds);
        Assert.AreEqual(10UL, rig.Decisions().Ticks);
        rig.Session.Advance(0, isStepped: false);
        Assert.AreEqual(before + 1_000_000_000, rig.Session.Info.UptimeNanoseconds);
    }

    // Power fails in a write of every kind, wherever the upload is: the old version runs, or the new one, whole.
    [TestMethod]
    public void Whenever_power_fails_in_an_update_a_valid_version_runs_afterwards()
    {
        for (int trial = 0; trial < 16; trial++)
        {
            using SteppedRig rig = new("sim", MilliCelsius, "thermostat");
            rig.Upload("thermostat", 0, "2.0.0");
            rig.Activate(0);
            rig.Pass(3000);
            bool isArmed = false;
            try
            {
                rig.Upload("thermostat", 0, "3.0.0", reached => isArmed = isArmed || (reached >= trial * 100 && rig.Target.TryArmPowerCut(trial / 16.0)));
                rig.Activate(0);
                rig.Pass(3000);
            }
            catch (NfException error)
            {
                Assert.AreEqual(Status.IoError, error.Status, $"trial {trial}");
            }

            Assert.IsTrue(isArmed);
            rig.Target.CutPower();
            rig.Pass(3000);
            GuestEntry guest = rig.Session.Guest(0);
            Assert.AreEqual((GuestState.Running, false), (guest.Info.State, guest.Info.IsOnTrial), $"trial {trial}");
            Assert.IsTrue(Version(guest) is "2.0.0" or "3.0.0", $"trial {trial}: {Version(guest)}");
            Assert.IsTrue(rig.IsHeating);
        }
    }

    [TestMethod]
    public void A_crash_record_outlives_a_reset_and_no_power_cut()
    {
        using SteppedRig rig = new("sim", MilliCelsius, "neighbour");
        Assert.IsNull(rig.Crash());
        rig.Pass(1000);
        CrashRecord before = rig.Crash()!.Value;
        Assert.AreEqual((byte)0, before.Place);
        rig.Target.Reboot();
        Assert.AreEqual(ResetCause.Pin, Info(rig).Reset);
        Assert.AreEqual((before.Fault, before.UptimeNanoseconds, 2U), (rig.Crash()!.Value.Fault, rig.Crash()!.Value.UptimeNanoseconds, rig.Crash()!.Value.Boots));
        rig.Session.Tell(MessageType.Reset, default(EmptyMessage));
        Assert.AreEqual(ResetCause.Software, Info(rig).Reset);
        rig.Target.CutPower();
        Assert.AreEqual(ResetCause.PowerOn, Info(rig).Reset);
        Assert.IsNull(rig.Crash());
    }

    [TestMethod]
    public void A_damaged_package_is_not_run_and_the_images_own_one_comes_back()
    {
        using SteppedRig rig = new("sim", MilliCelsius, "thermostat");
        rig.Upload("thermostat", 0, "2.0.0");
        rig.Activate(0);
        rig.Pass(3000);
        Assert.IsFalse(rig.Session.Guest(0).Info.IsFactory);
        rig.Target.CutPower(medium =>
        {
            byte[] bytes = new byte[medium.Length];
            medium.ReadExactly(bytes);
            int at = bytes.AsSpan().IndexOf("\0asm"u8);
            medium.Position = at + 500;
            medium.WriteByte((byte)~bytes[at + 500]);
        });
        rig.Pass(3000);
        GuestEntry guest = rig.Session.Guest(0);
        Assert.AreEqual((GuestState.Running, true), (guest.Info.State, guest.Info.IsFactory));
    }

    [TestMethod]
    public void A_line_that_loses_and_changes_bytes_loses_no_request()
    {
        using SteppedRig rig = new("sim", MilliCelsius, "thermostat");
        rig.Session.Timeout = TimeSpan.FromMilliseconds(10);
        rig.Target.DisturbLine(new LineFaults(0.001, 0.001, 7));
        rig.Upload("thermostat", 0, "2.0.0");
        rig.Target.DisturbLine(LineFaults.None);
        rig.Activate(0);
        rig.Pass(3000);
        Assert.AreEqual("2.0.0", Version(rig.Session.Guest(0)));
        ControlCounters counters = rig.Session.Ask<EmptyMessage, ControlCounters>(MessageType.Counters, default);
        Assert.IsGreaterThan(0U, counters.Damaged + counters.Repeated);
    }

    [TestMethod]
    public void A_place_before_a_guest_stays_empty()
    {
        using SteppedRig rig = new("sim", MilliCelsius, null, "thermostat");
        Assert.IsFalse(rig.Target.HasGuests);
        Assert.IsTrue(rig.Session.Guests().All(guest => guest.IsEmpty));
        rig.Upload("thermostat", 1, "1.0.0");
        rig.Activate(1);
        rig.Pass(1000);
        Assert.AreEqual("thermostat", rig.Session.Guest(1).Name);
    }

    private static TargetInfo Info(SteppedRig rig)
    {
        rig.Session.Refresh();
        return rig.Session.Info;
    }
}
