using System;
using System.Security.Cryptography;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Platform;

namespace Nf.FirmwareHost.Tests;

/// <summary>A firmware host with a store on a simulated medium. The medium outlives it, as it would a reset.</summary>
internal sealed unsafe class HostRig : IDisposable
{
    public const uint SlotBytes = 8192;
    public const int MediumBytes = 128 * 1024;
    private const uint PageBytes = 256;

    [ThreadStatic]
    private static byte[]? s_factory;

    private readonly SupervisorRig _rig;
    private readonly FirmwareHost<SimulatedStorage>* _host;
    private readonly ModuleStore<SimulatedStorage>* _stores;

    /// <param name="medium">Pinned, <see cref="MediumBytes"/>.</param>
    /// <param name="factory">A package that the image has for place 0.</param>
    /// <param name="key">The device's key.</param>
    /// <param name="cutAt">The write of place 0's store at which power fails; 0: none.</param>
    public HostRig(byte[] medium, byte[]? factory = null, byte[]? key = null, uint cutAt = 0)
    {
        s_factory = factory is null ? null : Pinned(factory);
        _rig = new SupervisorRig();
        _host = _rig.Take<FirmwareHost<SimulatedStorage>>(1);
        _stores = _rig.Take<ModuleStore<SimulatedStorage>>(SupervisorRig.Places);
        StorageGeometry geometry = new() { Kind = StorageKind.Byte, Bytes = MediumBytes, ProgramPageBytes = PageBytes, ErasedValue = 0xFF };
        for (int place = 0; place < SupervisorRig.Places; place++)
        {
            fixed (byte* start = medium) Assert.AreEqual(Status.Ok, _stores[place].Storage.Attach(start, geometry));
        }

        if (cutAt != 0) Assert.AreEqual(Status.Ok, _stores[0].Storage.CutPower(cutAt, TornWrite.Mixed, cutAt));
        HostOptions options = new()
        {
            HasStore = true,
            Store = new StoreOptions { SlotBytes = SlotBytes, BootsMax = 3 },
            Factory = &Factory,
            Key = key is null ? null : _rig.Keep(key),
            KeyBytes = key?.Length ?? 0,
        };
        Assert.AreEqual(Status.Ok, _host->Start(in options, _rig.Options, _stores));
        _rig.Use(ref _host->Supervisor);
    }

    public SupervisorRig Rig => _rig;

    public ref FirmwareHost<SimulatedStorage> Host => ref *_host;

    public ref SimulatedStorage Storage => ref _stores[0].Storage;

    public ref SupervisedGuest Guest => ref _host->Supervisor[0];

    public static byte[] NewMedium()
    {
        byte[] medium = GC.AllocateArray<byte>(MediumBytes, pinned: true);
        new Random(7).NextBytes(medium);
        return medium;
    }

    /// <summary>Lets time pass, and the host act on what trials come to.</summary>
    public void RunFor(ulong milliseconds)
    {
        ulong end = _rig.Now + (milliseconds * SupervisorRig.Millisecond);
        for (int i = 0; i < 1_000_000; i++)
        {
            ulong next = _host->Supervisor.Poll();
            _host->Judge();
            if (next <= _rig.Now) continue;
            if (next > end) break;
            _rig.Now = next;
        }

        _rig.Now = end;
    }

    /// <summary>Uploads a package for place 0, as a client does.</summary>
    public Status Upload(byte[] package, byte[]? key = null)
    {
        UploadPlan plan = new() { Place = 0, Size = (uint)package.Length };
        byte[] digest = SHA256.HashData(package);
        digest.CopyTo((Span<byte>)plan.Digest);
        if (key is not null) HMACSHA256.HashData(key, digest).CopyTo((Span<byte>)plan.Tag);
        Status status = _host->BeginUpload(in plan, out UploadState state);
        while (status == Status.Ok && state.Next < state.Size)
        {
            int bytes = (int)Math.Min(200, state.Size - state.Next);
            status = _host->WriteUpload(state.Next, package.AsSpan((int)state.Next, bytes));
            if (status == Status.Ok) status = _host->ReadUpload(out state);
        }

        return status == Status.Ok ? _host->EndUpload() : status;
    }

    public Status Command(MessageType command) => _host->Command(command, 0);

    public void Dispose() => _rig.Dispose();

    private static byte[] Pinned(byte[] bytes)
    {
        byte[] copy = GC.AllocateArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(copy, 0);
        return copy;
    }

    private static byte* Factory(int place, out int bytes)
    {
        bytes = place == 0 && s_factory is not null ? s_factory.Length : 0;
        if (bytes == 0) return null;
        fixed (byte* start = s_factory) return start;
    }
}
