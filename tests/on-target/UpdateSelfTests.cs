using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Platform;

namespace Nf.OnTarget;

/// <summary>Updates of a guest in a store: trial, roll back, and power that fails in each write.</summary>
internal static unsafe class UpdateSelfTests
{
    private const uint PageBytes = 64;
    private const uint SlotBytes = 1536;
    private const int JournalBytes = 16 * (int)PageBytes;
    private const int MediumBytes = JournalBytes + (2 * (int)SlotBytes);
    private const int ChunkBytes = 200;

    // How long a package needs to get healthy or to fail, with room.
    private const ulong TrialMilliseconds = 300;

    [FixedAddressValueType]
    private static Medium s_medium;
    [FixedAddressValueType]
    private static ModuleStore<SimulatedStorage> s_store;

    private static ref SupervisedGuest Guest => ref SupervisionRig.Supervisor[0];

    /// <summary>Runs every self-test once.</summary>
    public static void Run<TReport>(ref TReport report)
        where TReport : struct, IReport
    {
        SelfTests.Run("supervision.update-confirmed"u8, &Confirmed, ref report);
        SelfTests.Run("supervision.update-rolled-back"u8, &RolledBack, ref report);
        SelfTests.Run("supervision.update-power-cuts"u8, &PowerCuts, ref report);
    }

    private static void Confirmed(ref Check check)
    {
        Forget();
        Boot(ref check);
        check.Equal((long)GuestState.Empty, (long)Guest.State);
        check.Equal(Status.NotFound, SupervisionRig.Host.Command(MessageType.Start, 0));
        check.Equal(Status.Ok, Upload("beats"u8));
        check.Equal(Status.Ok, SupervisionRig.Host.Command(MessageType.Activate, 0));
        SupervisionRig.RunUntil(25, ref check);
        check.True(Guest.IsOnTrial);
        SupervisionRig.RunUntil(100, ref check);
        ExpectHealthy("beats"u8, ref check);
        Boot(ref check);
        ExpectHealthy("beats"u8, ref check);
    }

    private static void RolledBack(ref Check check)
    {
        Install("beats"u8, ref check);
        check.Equal(Status.Ok, Upload("traps"u8));
        ExpectHealthy("beats"u8, ref check);
        check.Equal(Status.Ok, SupervisionRig.Host.Command(MessageType.Activate, 0));
        check.Equal("traps"u8, Guest.Name);
        RunOn(ref check);
        ExpectHealthy("beats"u8, ref check);
        check.Equal(1, SupervisionRig.Faults.Count);
        Boot(ref check);
        ExpectHealthy("beats"u8, ref check);
    }

    // What boots after a cut is the old package or the new one, whole, and gets healthy.
    private static void PowerCuts(ref Check check)
    {
        const uint CutsMax = 200;
        int olds = 0, news = 0;
        bool isCut = true;
        for (uint cut = 1; cut < CutsMax && isCut && check.FailedLine == 0; cut++)
        {
            Install("beats"u8, ref check);
            check.Equal(Status.Ok, s_store.Storage.CutPower(cut, TornWrite.Mixed, cut));
            if (Upload("brief"u8) == Status.Ok && SupervisionRig.Host.Command(MessageType.Activate, 0) == Status.Ok) RunOn(ref check);
            isCut = s_store.Storage.IsOff;
            Boot(ref check);
            RunOn(ref check);
            bool isOld = Guest.Name.SequenceEqual("beats"u8);
            ExpectHealthy(isOld ? "beats"u8 : "brief"u8, ref check);
            if (isOld) olds++;
            else news++;
        }

        check.True(!isCut);
        check.True(olds > 8 && news > 2);
    }

    private static void ExpectHealthy(ReadOnlySpan<byte> name, ref Check check, [CallerLineNumber] int line = 0)
    {
        check.Equal((long)GuestState.Running, (long)Guest.State, line);
        check.Equal(name, Guest.Name, line);
        check.True(!Guest.IsOnTrial, line);
    }

    private static void Install(ReadOnlySpan<byte> name, ref Check check)
    {
        Forget();
        Boot(ref check);
        check.Equal(Status.Ok, Upload(name));
        check.Equal(Status.Ok, SupervisionRig.Host.Command(MessageType.Activate, 0));
        RunOn(ref check);
        ExpectHealthy(name, ref check);
    }

    private static void RunOn(ref Check check) =>
        SupervisionRig.RunUntil((SupervisionRig.Now / SupervisionRig.Millisecond) + TrialMilliseconds, ref check);

    // A medium that was never used.
    private static void Forget()
    {
        s_medium = default;
        new Span<byte>(Unsafe.AsPointer(ref s_medium), MediumBytes).Fill(0xA5);
    }

    // Power comes on: the medium holds what it held.
    private static void Boot(ref Check check)
    {
        StorageGeometry geometry = new() { Kind = StorageKind.Byte, Bytes = MediumBytes, ProgramPageBytes = PageBytes, ErasedValue = 0xFF };
        check.Equal(Status.Ok, s_store.Storage.Attach((byte*)Unsafe.AsPointer(ref s_medium), geometry));
        HostOptions options = new()
        {
            HasStore = true,
            Store = new StoreOptions { SlotBytes = SlotBytes, BootsMax = StoreOptions.BootsMaxDefault },
        };
        SupervisionRig.Begin(ref check, in options, (ModuleStore<SimulatedStorage>*)Unsafe.AsPointer(ref s_store), places: 1);
    }

    // As a client does.
    private static Status Upload(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> package = SupervisedModules.Find(name);
        ref FirmwareHost<SimulatedStorage> host = ref SupervisionRig.Host;
        UploadPlan plan = new() { Size = (uint)package.Length };
        Sha256 hash = default;
        hash.Initialize();
        hash.Append(package);
        Status status = hash.Finish(plan.Digest);
        UploadState state = default;
        if (status == Status.Ok) status = host.BeginUpload(in plan, out state);
        while (status == Status.Ok && state.Next < state.Size)
        {
            int bytes = (int)Math.Min(ChunkBytes, state.Size - state.Next);
            status = host.WriteUpload(state.Next, package.Slice((int)state.Next, bytes));
            if (status == Status.Ok) status = host.ReadUpload(out state);
        }

        return status == Status.Ok ? host.EndUpload() : status;
    }

    [StructLayout(LayoutKind.Sequential, Size = MediumBytes)]
    private struct Medium
    {
        private ulong _first;
    }
}
