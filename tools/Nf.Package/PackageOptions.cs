using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What a package's manifest shall say. What is null is taken from the module, or is the default named here.</summary>
public sealed record PackageOptions
{
    internal const string NameDefault = "guest";

    /// <summary>Everything from the module, the rest by default.</summary>
    public static PackageOptions Default { get; } = new();

    /// <summary>The guest's name: 1 to 64 letters, digits, '.', '_', '-'; "guest" by default.</summary>
    public string? Name { get; init; }

    /// <summary>The guest's version; 0.0.0 by default.</summary>
    public GuestVersion? Version { get; init; }

    /// <summary>Fuel of a call, 1 to 2^62; 1,000,000,000 by default.</summary>
    public ulong? Fuel { get; init; }

    /// <summary>Levels of calls, 1 to 2^30; 256 by default.</summary>
    public uint? Depth { get; init; }

    /// <summary>Linear memory in pages; the module's maximum by default, or 256 more than its minimum if that is less.</summary>
    public uint? MemoryPages { get; init; }

    /// <summary>
    /// Elements of all tables together; the module's by default, and where the engine lets a table grow, 1,024 more for it or up to its maximum.
    /// </summary>
    public uint? TableElements { get; init; }

    /// <summary>The value stack in bytes, 256 to 2^30; 64 KiB by default.</summary>
    public uint? StackBytes { get; init; }

    /// <summary>Host slots, 0 to 65,535; 16 by default.</summary>
    public uint? HostSlots { get; init; }

    /// <summary>The engine that the module is lowered for; the interpreter by default, whose packages run on any.</summary>
    public GuestEngine? Engine { get; init; }

    /// <summary>
    /// What the guest wants to be allowed: up to 32 words of printable ASCII, of 1 to 64 bytes, none twice. What its imports need by
    /// default (<see cref="ImportCapabilities"/>).
    /// </summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>When the guest runs and what happens when it fails; nothing by default.</summary>
    public SupervisionOptions Supervision { get; init; } = SupervisionOptions.None;

    /// <summary>These options, and where they say nothing, those of another.</summary>
    public PackageOptions Or(PackageOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new PackageOptions
        {
            Name = Name ?? other.Name,
            Version = Version ?? other.Version,
            Fuel = Fuel ?? other.Fuel,
            Depth = Depth ?? other.Depth,
            MemoryPages = MemoryPages ?? other.MemoryPages,
            TableElements = TableElements ?? other.TableElements,
            StackBytes = StackBytes ?? other.StackBytes,
            HostSlots = HostSlots ?? other.HostSlots,
            Engine = Engine ?? other.Engine,
            Capabilities = Capabilities ?? other.Capabilities,
            Supervision = Supervision.Or(other.Supervision),
        };
    }

    /// <summary>A name made of any text: what a name may not hold becomes '-'.</summary>
    public static string NameFrom(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        char[] name = [.. text.Select(letter => ManifestContent.IsOfName(letter) ? letter : '-').Take(Manifest.NameBytesMax)];
        return name.Length == 0 ? NameDefault : new string(name);
    }
}
