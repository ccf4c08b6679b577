using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What stands in a manifest, all but the digest.</summary>
/// <param name="Name">The guest's name.</param>
/// <param name="Version">The guest's version.</param>
/// <param name="Fuel">Fuel of a call.</param>
/// <param name="Depth">Levels of calls.</param>
/// <param name="MemoryPages">Linear memory in pages of 64 KiB.</param>
/// <param name="TableElements">Table elements.</param>
/// <param name="StackBytes">The value stack in bytes.</param>
/// <param name="HostSlots">Host slots.</param>
/// <param name="Capabilities">What the guest wants to be allowed.</param>
public sealed record ManifestContent(
    string Name,
    GuestVersion Version,
    ulong Fuel,
    uint Depth,
    uint MemoryPages,
    uint TableElements,
    uint StackBytes,
    uint HostSlots,
    IReadOnlyList<string> Capabilities)
{
    private const uint GrowthPages = 256;

    /// <summary>The content of a manifest that was read.</summary>
    public static ManifestContent Of(in Manifest manifest)
    {
        string[] capabilities = new string[manifest.CapabilityCount];
        for (int i = 0; i < capabilities.Length; i++)
            capabilities[i] = Encoding.ASCII.GetString(manifest.Capability(i));
        return new ManifestContent(
            Encoding.ASCII.GetString(manifest.Name),
            new GuestVersion(manifest.VersionMajor, manifest.VersionMinor, manifest.VersionPatch),
            manifest.Fuel,
            manifest.Depth,
            manifest.MemoryPages,
            manifest.TableElements,
            manifest.StackBytes,
            manifest.HostSlots,
            capabilities);
    }

    /// <summary>What the options say, and what the module has where they say nothing.</summary>
    internal static ManifestContent Of(PackageOptions options, SourceModule module) => new(
        options.Name ?? "guest",
        options.Version ?? default,
        options.Fuel ?? 1_000_000_000,
        options.Depth ?? 256,
        options.MemoryPages ?? Math.Min(module.MemoryLimits.Maximum, module.MemoryLimits.Minimum + GrowthPages),
        options.TableElements ?? module.TableLimits.Minimum,
        options.StackBytes ?? 64 << 10,
        options.HostSlots ?? 16,
        options.Capabilities ?? []);

    /// <summary>Checks every rule of the manifest, and that the module itself keeps its limits.</summary>
    /// <exception cref="NfException">ManifestInvalid.</exception>
    internal void Check(SourceModule module)
    {
        Check("fuel", Fuel, 1, Manifest.FuelMax);
        Check("depth", Depth, 1, Manifest.DepthMax);
        Check("memory-pages", MemoryPages, module.MemoryLimits.Minimum, Manifest.MemoryPagesMax);
        Check("table-elements", TableElements, module.TableLimits.Minimum, Manifest.TableElementsMax);
        Check("stack-bytes", StackBytes, Manifest.StackBytesMin, Manifest.StackBytesMax);
        Check("host-slots", HostSlots, 0, Manifest.HostSlotsMax);
        CheckText("name", Name, Manifest.IsNameCharacter, "letters, digits, '.', '_' and '-'");
        foreach (string capability in Capabilities)
            CheckText("capability", capability, Manifest.IsCapabilityCharacter, "printable ASCII without spaces");
        if (Capabilities.Count > Manifest.CapabilitiesMax)
            throw Invalid($"there are {Capabilities.Count} capabilities, but {Manifest.CapabilitiesMax} are the most.");
        if (Capabilities.GroupBy(capability => capability).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Invalid($"capability '{twice.Key}' is given twice.");
    }

    /// <summary>Appends the manifest to what it describes.</summary>
    internal void Append(WasmWriter package)
    {
        WasmWriter content = new();
        content.Raw(Manifest.Magic);
        Number(content, FuelCost.Version, sizeof(ushort));
        Number(content, Version.Major, sizeof(ushort));
        Number(content, Version.Minor, sizeof(ushort));
        Number(content, Version.Patch, sizeof(ushort));
        Number(content, Fuel, sizeof(ulong));
        foreach (uint limit in new[] { Depth, MemoryPages, TableElements, StackBytes, HostSlots })
            Number(content, limit, sizeof(uint));
        content.Raw(SHA256.HashData(package.Bytes));
        Text(content, Name);
        content.Byte((byte)Capabilities.Count);
        foreach (string capability in Capabilities)
            Text(content, capability);
        package.Custom(Manifest.SectionName, content.Bytes);
    }

    private static void Number(WasmWriter writer, ulong value, int bytes)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(all, value);
        writer.Raw(all[..bytes]);
    }

    private static void Text(WasmWriter writer, string text)
    {
        writer.Byte((byte)text.Length);
        writer.Raw(Encoding.ASCII.GetBytes(text));
    }

    private static void Check(string name, ulong value, ulong least, ulong most)
    {
        if (least > most)
            throw Invalid($"the module's own {name}, {least}, are more than the {most} that a package may have.");
        if (value < least || value > most)
            throw Invalid($"{name} is {value}, but must be {least} to {most}.");
    }

    private static void CheckText(string name, string text, Func<byte, bool> isAllowed, string allowed)
    {
        bool isText = text.Length is > 0 and <= Manifest.TextBytesMax && text.All(letter => letter < 128 && isAllowed((byte)letter));
        if (!isText)
            throw Invalid($"{name} '{text}' must be 1 to {Manifest.TextBytesMax} of {allowed}.");
    }

    private static NfException Invalid(string what) => new(Status.ManifestInvalid, $"The manifest would be refused: {what}");
}
