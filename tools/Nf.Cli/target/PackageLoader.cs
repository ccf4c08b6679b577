using System;
using System.Linq;
using System.Security.Cryptography;
using Nf.Build;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Runtime;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Cli;

/// <summary>Makes a package of what a person has, and sends it to a target.</summary>
internal static class PackageLoader
{
    /// <summary>The package of a guest, within what the target's board allows.</summary>
    /// <exception cref="NfException">The guest is not found, broken, or uses what nf does not take.</exception>
    public static GuestFile Package(TargetSession session, string path)
    {
        InstanceLimits limits = BoardReader.Names().Contains(session.Board)
            ? BoardGuest.Ceilings(BoardReader.Read(session.Board).Limits)
            : GuestLimits.Desktop.Limits;
        return GuestPackage.Of(GuestFile.Open(path), in limits);
    }

    /// <summary>The plan of a package.</summary>
    /// <param name="place">Where it goes.</param>
    /// <param name="package">Its bytes.</param>
    /// <param name="key">The target's key; null leaves it unsigned.</param>
    public static UploadPlan Plan(byte place, byte[] package, byte[]? key)
    {
        UploadPlan plan = new() { Place = place, Size = (uint)package.Length };
        SHA256.HashData(package, plan.Digest);
        if (key != null)
            HMACSHA256.HashData(key, plan.Digest, plan.Tag);
        return plan;
    }

    /// <summary>Sends a package, with a bar for a person.</summary>
    public static void Send(Terminal terminal, TargetSession session, string name, in UploadPlan plan, byte[] package)
    {
        UploadPlan given = plan;
        terminal.FollowBytes(name, package.Length, report => session.Upload(given, package, reached => report(reached)));
    }
}
