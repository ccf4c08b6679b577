using System;
using System.Linq;
using System.Security.Cryptography;
using Nf.Build;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Platform;
using Nf.Runtime;
using Nf.Simulator;
using Nf.Target;

namespace Nf.Emulation;

/// <summary>Makes of what a person has what a target takes.</summary>
public static class PackageLoader
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

    /// <summary>Reads a key: its bytes, or their hexadecimal digits as text.</summary>
    /// <exception cref="NfException">The file is not there, or too short for a key.</exception>
    public static byte[] ReadKey(string path)
    {
        byte[] bytes = Files.Read(path);
        string text = System.Text.Encoding.ASCII.GetString(bytes).Trim();
        bool isText = text.Length != 0 && text.Length % 2 == 0 && text.All(Uri.IsHexDigit);
        byte[] key = isText ? Convert.FromHexString(text) : bytes;
        return key.Length >= ModuleStore<SimulatedStorage>.KeyBytesMin ? key : throw new NfException(Status.InvalidArgument,
            $"{path}: the key has {key.Length} bytes, but must have {ModuleStore<SimulatedStorage>.KeyBytesMin} or more.");
    }
}
