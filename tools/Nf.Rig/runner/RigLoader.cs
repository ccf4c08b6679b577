using System;
using Nf.Emulation;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Rig;

/// <summary>Brings packages to the target.</summary>
internal static class RigLoader
{
    /// <summary>Loads a package, and activates it if it says so.</summary>
    /// <param name="world">The target.</param>
    /// <param name="package">The package.</param>
    /// <param name="onProgress">Told how many bytes the target has.</param>
    /// <exception cref="NfException">The target refuses it.</exception>
    public static void Load(RigWorld world, RigPackage package, Action<uint>? onProgress = null)
    {
        byte[] bytes = Bytes(world.Session, package);
        world.Session.Upload(PackageLoader.Plan(package.Place, bytes, null), bytes, onProgress ?? (_ => { }));
        if (!package.Activate)
            return;
        GuestPlace place = new() { Place = package.Place };
        world.Session.Tell(MessageType.Activate, place, $"place {place.Place}");
        GuestEntry guest = world.Session.Guest(place.Place);
        if (guest.IsEmpty && guest.Info.LastFault != Status.Ok)
            throw new NfException(guest.Info.LastFault, $"{world.Target.Name}: place {place.Place}: {StatusText.Of(guest.Info.LastFault)}");
        if (package.Confirm)
            world.Session.Tell(MessageType.Confirm, place, $"place {place.Place}");
        world.Clock.Settle();
    }

    /// <summary>The bytes of a package, with the version that the rig asks for.</summary>
    /// <exception cref="NfException">It is broken, or packed already with another version.</exception>
    public static byte[] Bytes(TargetSession session, RigPackage package)
    {
        if (package.Version is not { } version)
            return PackageLoader.Package(session, package.Path).Wasm;
        GuestFile guest = GuestFile.Open(package.Path);
        if (Packager.IsPackage(guest.Wasm))
            throw new NfException(Status.InvalidArgument, $"{package.Path}: it is packed already, so that it can't get the version {version}.");
        return GuestPackage.Pack(guest, GuestPackage.Options(guest) with { Version = version }).Wasm;
    }
}
