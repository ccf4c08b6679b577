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
/// <param name="Engine">What the package was lowered for.</param>
/// <param name="Supervision">When the guest runs and what happens when it fails; null when it does not say.</param>
public sealed record ManifestContent(
    string Name,
    GuestVersion Version,
    ulong Fuel,
    uint Depth,
    uint MemoryPages,
    uint TableElements,
    uint StackBytes,
    uint HostSlots,
    IReadOnlyList<string> Capabilities,
    GuestEngine Engine = GuestEngine.Interpreter,
    SupervisionContent? Supervision = null)
{
    private const uint GrowthPages = 256;
    private const uint GrowthElements = 1024;

    /// <summary>The content of a manifest that was read.</summary>
    public static ManifestContent Of(in Manifest manifest)
    {
        string[] capabilities = new string[manifest.CapabilityCount];
        for (int i = 0; i < capabilities.Length; i++)
            capabilities[i] = Encoding.ASCII.GetString(manifest.Capability(i));
        return new ManifestContent(
            Encoding.ASCII.GetString(manifest.Name),
            new GuestVersion((ushort)manifest.Major, (ushort)manifest.Minor, (ushort)manifest.Patch),
            manifest.Limits.Fuel,
            manifest.Limits.CallDepth,
            manifest.Limits.MemoryPages,
            manifest.Limits.TableElements,
            manifest.Limits.StackBytes,
            manifest.Limits.HostSlots,
            capabilities,
            manifest.Engine,
            SupervisionContent.Of(in manifest));
    }

    /// <summary>What the options say, and what the module has where they say nothing.</summary>
    internal static ManifestContent Of(PackageOptions options, SourceModule module) => new(
        options.Name ?? PackageOptions.NameDefault,
        options.Version ?? default,
        options.Fuel ?? 1_000_000_000,
        options.Depth ?? 256,
        options.MemoryPages ?? Math.Min(module.MemoryLimits.Maximum, module.MemoryLimits.Minimum + GrowthPages),
        options.TableElements ?? TableElementsOf(module, options.Engine),
        options.StackBytes ?? 64 << 10,
        options.HostSlots ?? 16,
        options.Capabilities ?? ImportCapabilities.Of(module),
        options.Engine ?? GuestEngine.Interpreter,
        SupervisionContent.Of(options.Supervision));

    // Only compiled code grows tables.
    private static uint TableElementsOf(SourceModule module, GuestEngine? engine)
    {
        ulong growth = engine == GuestEngine.Aot ? GrowthElements : 0;
        ulong elements = 0;
        foreach (Limits table in module.TableLimits)
            elements += Math.Min(table.Maximum, table.Minimum + growth);
        return (uint)Math.Min(elements, Math.Max(InstanceLimits.Most.TableElements, LeastElements(module)));
    }

    private static ulong LeastElements(SourceModule module) =>
        Math.Min(uint.MaxValue, module.TableLimits.Aggregate(0ul, (sum, table) => sum + table.Minimum));

    /// <summary>Checks every rule of the manifest, and that the module itself keeps its limits.</summary>
    /// <exception cref="NfException">ManifestInvalid.</exception>
    internal void Check(SourceModule module)
    {
        InstanceLimits most = InstanceLimits.Most;
        Check("fuel", Fuel, 1, most.Fuel);
        Check("depth", Depth, 1, most.CallDepth);
        Check("memory-pages", MemoryPages, module.MemoryLimits.Minimum, most.MemoryPages);
        Check("table-elements", TableElements, LeastElements(module), most.TableElements);
        Check("stack-bytes", StackBytes, InstanceLimits.StackBytesMin, most.StackBytes);
        Check("host-slots", HostSlots, 0, most.HostSlots);
        CheckName("name", Name);
        foreach (string capability in Capabilities)
            CheckText("capability", capability, letter => letter is > ' ' and <= '~', "printable ASCII without spaces");
        if (Capabilities.Count > Manifest.CapabilitiesMax)
            throw Invalid($"there are {Capabilities.Count} capabilities, but {Manifest.CapabilitiesMax} are the most.");
        if (Capabilities.GroupBy(capability => capability).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Invalid($"capability '{twice.Key}' is given twice.");
        Supervision?.Check(this);
    }

    /// <summary>Whether a letter may stand in a guest's name.</summary>
    internal static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';

    /// <summary>Appends the manifest to what it describes.</summary>
    internal void Append(WasmWriter package)
    {
        WasmWriter content = new();
        content.Raw("nfm\x01"u8);
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
        if (Engine != GuestEngine.Interpreter || Supervision != null)
            content.Byte((byte)Engine);
        Supervision?.Append(content);
        package.Custom(Manifest.SectionName, content.Bytes);
    }

    /// <summary>Writes a number of some bytes, the lowest first.</summary>
    internal static void Number(WasmWriter writer, ulong value, int bytes)
    {
        Span<byte> all = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(all, value);
        writer.Raw(all[..bytes]);
    }

    /// <summary>Writes a text behind its length.</summary>
    internal static void Text(WasmWriter writer, string text)
    {
        writer.Byte((byte)text.Length);
        writer.Raw(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Checks that a number is in its range.</summary>
    internal static void Check(string name, ulong value, ulong least, ulong most)
    {
        if (least > most)
            throw Invalid($"the module's own {name}, {least}, are more than the {most} that a package may have.");
        if (value < least || value > most)
            throw Invalid($"{name} is {value}, but must be {least} to {most}.");
    }

    /// <summary>Checks that a text is a name.</summary>
    internal static void CheckName(string what, string text) => CheckText(what, text, IsOfName, "letters, digits, '.', '_' and '-'");

    private static void CheckText(string name, string text, Func<char, bool> isAllowed, string allowed)
    {
        if (text.Length is 0 or > Manifest.NameBytesMax || !text.All(isAllowed))
            throw Invalid($"{name} '{text}' must be 1 to {Manifest.NameBytesMax} of {allowed}.");
    }

    /// <summary>What is wrong with the manifest.</summary>
    internal static NfException Invalid(string what) => new(Status.ManifestInvalid, $"The manifest would be refused: {what}");
}
