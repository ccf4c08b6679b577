using System;
using System.Linq;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;

namespace Nf.FirmwareHost.Tests;

[TestClass]
public sealed class FirmwareHostTests
{
    private static readonly byte[] s_old = Packed("old", Guests.Counter);
    private static readonly byte[] s_new = Packed("new", Guests.Counter);
    private static readonly byte[] s_traps = Packed("traps", Guests.TrapsInThird);
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static byte[] Packed(string name, string wat) => SupervisorRig.Pack(wat, new PackageOptions
    {
        Name = name, Supervision = new SupervisionOptions { Period = 10_000, TrialRuns = 5 },
    });

    private static string NameOf(HostRig rig) => Encoding.ASCII.GetString(rig.Guest.Name);

    private static void Install(byte[] medium, byte[] package)
    {
        using HostRig rig = new(medium);
        Assert.AreEqual(Status.Ok, rig.Upload(package));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        rig.RunFor(200);
        Assert.IsFalse(rig.Guest.IsOnTrial);
    }

    [TestMethod]
    public void An_empty_store_runs_the_images_own_package()
    {
        using HostRig rig = new(HostRig.NewMedium(), s_old);
        rig.RunFor(100);
        Assert.AreEqual((GuestState.Running, true, "old"), (rig.Guest.State, rig.Guest.IsFactory, NameOf(rig)));
        Assert.AreEqual(Status.NotFound, rig.Command(MessageType.Confirm));
    }

    [TestMethod]
    public void With_nothing_valid_the_place_is_empty_and_the_host_answers()
    {
        using HostRig rig = new(HostRig.NewMedium());
        rig.RunFor(100);
        Assert.AreEqual(GuestState.Empty, rig.Guest.State);
        Assert.AreEqual(Status.NotFound, rig.Command(MessageType.Start));
        Assert.AreEqual(Status.Ok, rig.Upload(s_old));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        Assert.AreEqual(GuestState.Running, rig.Guest.State);
    }

    [TestMethod]
    public void A_package_is_on_trial_until_it_made_its_good_runs_and_stays_over_a_reset()
    {
        byte[] medium = HostRig.NewMedium();
        using (HostRig rig = new(medium, s_old))
        {
            Assert.AreEqual(Status.Ok, rig.Upload(s_new));
            Assert.AreEqual("old", NameOf(rig));
            Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
            rig.RunFor(25);
            Assert.AreEqual(("new", true), (NameOf(rig), rig.Guest.IsOnTrial));
            rig.RunFor(100);
            Assert.AreEqual(("new", false), (NameOf(rig), rig.Guest.IsOnTrial));
        }

        using HostRig again = new(medium, s_old);
        Assert.AreEqual(("new", false, false), (NameOf(again), again.Guest.IsOnTrial, again.Guest.IsFactory));
    }

    [TestMethod]
    public void A_package_that_traps_on_trial_is_rolled_back_by_itself_and_others_go_on()
    {
        byte[] medium = HostRig.NewMedium();
        Install(medium, s_old);
        using HostRig rig = new(medium);
        rig.Rig.LoadAndStart(1, Guests.Counter, new PackageOptions { Supervision = new SupervisionOptions { Period = 10_000 } });
        rig.RunFor(100);
        Assert.AreEqual(Status.Ok, rig.Upload(s_traps));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        Assert.AreEqual("traps", NameOf(rig));
        rig.RunFor(100);
        Assert.AreEqual(("old", GuestState.Running, false), (NameOf(rig), rig.Guest.State, rig.Guest.IsOnTrial));
        Assert.AreEqual(20, rig.Rig.Word(1, 0));
        Assert.IsTrue(rig.Rig.TakeLog().Any(line => line == (0, "package rolled back")));
        using HostRig again = new(medium);
        Assert.AreEqual("old", NameOf(again));
    }

    [TestMethod]
    public void A_first_package_that_traps_leaves_the_images_own_one()
    {
        using HostRig rig = new(HostRig.NewMedium(), s_old);
        Assert.AreEqual(Status.Ok, rig.Upload(s_traps));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        rig.RunFor(200);
        Assert.AreEqual(("old", GuestState.Running), (NameOf(rig), rig.Guest.State));
    }

    [TestMethod]
    public void What_is_no_package_is_not_run_and_the_old_one_comes_back()
    {
        byte[] medium = HostRig.NewMedium();
        Install(medium, s_old);
        using HostRig rig = new(medium);
        byte[] damaged = [.. s_new];
        damaged[40] ^= 0x55;
        Assert.AreEqual(Status.Ok, rig.Upload(damaged), "the bytes are those that were announced");
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        Assert.AreEqual(("old", GuestState.Running), (NameOf(rig), rig.Guest.State));
    }

    [TestMethod]
    public void Rolling_back_a_confirmed_package_tries_the_one_before_it()
    {
        byte[] medium = HostRig.NewMedium();
        Install(medium, s_old);
        Install(medium, s_new);
        using HostRig rig = new(medium);
        Assert.AreEqual("new", NameOf(rig));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.RollBack));
        Assert.AreEqual(("old", true), (NameOf(rig), rig.Guest.IsOnTrial));
        rig.RunFor(200);
        Assert.IsFalse(rig.Guest.IsOnTrial);
    }

    [TestMethod]
    public void A_removed_package_does_not_come_back()
    {
        byte[] medium = HostRig.NewMedium();
        Install(medium, s_old);
        Install(medium, s_new);
        using (HostRig rig = new(medium))
        {
            Assert.AreEqual(Status.Ok, rig.Command(MessageType.Remove));
            Assert.AreEqual(GuestState.Empty, rig.Guest.State);
        }

        using HostRig again = new(medium);
        Assert.AreEqual(GuestState.Empty, again.Guest.State);
    }

    [TestMethod]
    public void With_a_key_only_its_packages_are_taken()
    {
        using HostRig rig = new(HostRig.NewMedium(), s_old, s_key);
        Assert.AreEqual(Status.NotSigned, rig.Upload(s_new));
        Assert.AreEqual(Status.NotSigned, rig.Upload(s_new, new byte[32]));
        Assert.AreEqual(Status.Ok, rig.Upload(s_new, s_key));
        Assert.AreEqual(Status.Ok, rig.Command(MessageType.Activate));
        Assert.AreEqual("new", NameOf(rig));
    }

    [TestMethod]
    public void A_plan_that_is_refused_leaves_the_upload_under_way_as_it_is()
    {
        using HostRig rig = new(HostRig.NewMedium());
        UploadPlan plan = new() { Place = 0, Size = 1000 };
        Assert.AreEqual(Status.Ok, rig.Host.BeginUpload(in plan, out _));
        Assert.AreEqual(Status.Ok, rig.Host.WriteUpload(0, new byte[100]));
        UploadPlan tooLong = new() { Place = 0, Size = HostRig.SlotBytes + 1 };
        Assert.AreEqual(Status.LimitExceeded, rig.Host.BeginUpload(in tooLong, out _));
        UploadPlan empty = new() { Place = 1 };
        Assert.AreEqual(Status.InvalidArgument, rig.Host.BeginUpload(in empty, out _));
        Assert.AreEqual(Status.Ok, rig.Host.ReadUpload(out UploadState state));
        Assert.AreEqual((1000U, 100U), (state.Size, state.Next));
    }

    // Power fails in each write of an update in turn: what boots then is the old package or the new one, whole, and runs.
    [TestMethod]
    public void Whenever_power_fails_in_an_update_a_valid_package_runs_afterwards()
    {
        byte[] installed = HostRig.NewMedium();
        Install(installed, s_old);
        int olds = 0, news = 0;
        for (uint cut = 1; cut < 200; cut++)
        {
            byte[] medium = GC.AllocateArray<byte>(HostRig.MediumBytes, pinned: true);
            installed.CopyTo(medium, 0);
            bool isCut;
            using (HostRig rig = new(medium, cutAt: cut))
            {
                if (rig.Upload(s_new) == Status.Ok && rig.Command(MessageType.Activate) == Status.Ok) rig.RunFor(200);
                isCut = rig.Storage.IsOff;
            }

            using HostRig again = new(medium);
            again.RunFor(200);
            Assert.AreEqual(GuestState.Running, again.Guest.State, $"cut {cut}");
            Assert.IsTrue(NameOf(again) is "old" or "new", $"cut {cut}");
            Assert.IsFalse(again.Guest.IsOnTrial, $"cut {cut}");
            _ = NameOf(again) == "old" ? olds++ : news++;
            if (!isCut) break;
        }

        Assert.IsTrue(olds > 3 && news > 1, $"{olds} {news}");
    }
}
