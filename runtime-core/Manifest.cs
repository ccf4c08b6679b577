using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// A package's manifest, read in place from the custom section <c>nf.manifest</c> (docs/PACKAGE.md): what the guest is and the most it may
/// use. A manifest that breaks any rule is refused as a whole. About 100 bytes.
/// </summary>
public unsafe partial struct Manifest
{
    /// <summary>Bytes of a name or a capability, at most.</summary>
    public const int NameBytesMax = 64;

    /// <summary>Capabilities, at most.</summary>
    public const int CapabilitiesMax = 32;

    /// <summary>The version of the cost table that this nf counts by.</summary>
    public const int CostVersion = 1;

    /// <summary>Bytes of the digest (SHA-256).</summary>
    public const int DigestBytes = 32;

    private const int CostAt = 4;
    private const int VersionAt = 6;
    private const int FuelAt = 12;
    private const int DepthAt = 20;
    private const int PagesAt = 24;
    private const int ElementsAt = 28;
    private const int StackAt = 32;
    private const int SlotsAt = 36;
    private const int DigestAt = 40;
    private const int NameAt = 72;

    private byte* _content;
    private int _length;
    private int _capabilitiesAt;

    // 0: there is no such block.
    private int _supervisionAt;

    /// <summary>The custom section's name.</summary>
    public static ReadOnlySpan<byte> SectionName => "nf.manifest"u8;

    /// <summary>Bytes of the package before the section, which the digest covers.</summary>
    public int DigestedBytes { get; private set; }

    /// <summary>What the guest may use at most. Numbers that a manifest has no field for are the most there is.</summary>
    public InstanceLimits Limits { get; private set; }

    /// <summary>
    /// The engine that the package was lowered for. What was lowered for the interpreter runs on any; of others it refuses what it lacks, by
    /// name.
    /// </summary>
    public GuestEngine Engine { get; private set; }

    /// <summary>Number of capabilities.</summary>
    public int CapabilityCount { get; private set; }

    /// <summary>The guest's major version.</summary>
    public readonly int Major => Number16(VersionAt);

    /// <summary>The guest's minor version.</summary>
    public readonly int Minor => Number16(VersionAt + 2);

    /// <summary>The guest's patch version.</summary>
    public readonly int Patch => Number16(VersionAt + 4);

    /// <summary>SHA-256 of the first <see cref="DigestedBytes"/> bytes of the package, as the manifest has it; not compared here.</summary>
    public readonly ReadOnlySpan<byte> Digest => Content.Slice(DigestAt, DigestBytes);

    /// <summary>The guest's name in ASCII.</summary>
    public readonly ReadOnlySpan<byte> Name => Text(NameAt);

    private readonly ReadOnlySpan<byte> Content => new(_content, _length);

    /// <summary>Reads the manifest of an opened module. O(bytes of the manifest).</summary>
    /// <param name="module">The module; its bytes outlive the manifest.</param>
    /// <param name="manifest">The manifest; usable only on success.</param>
    /// <param name="error">The offset of the rule that is broken.</param>
    /// <returns>Ok, NotMetered (there is none) or ManifestInvalid.</returns>
    public static Status Read(in WasmModule module, out Manifest manifest, out LoadError error)
    {
        manifest = default;
        error = default;
        ReadOnlySpan<byte> content = module.CustomSection(SectionName);
        if (!module.HasManifest)
        {
            error = new LoadError(Status.NotMetered, LoadDetail.NoManifest, -1);
            return Status.NotMetered;
        }

        // The first of that name must be the last section: so there is one only, and the digest covers all else.
        int start = module.Bytes.Length - content.Length;
        manifest._content = module.Pointer + start;
        manifest._length = content.Length;
        manifest.DigestedBytes = start - SectionName.Length - 2 - SizeBytes(content.Length + SectionName.Length + 1);
        bool isLast = manifest.DigestedBytes >= 0
            && (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(content)) == manifest._content
            && module.Bytes[manifest.DigestedBytes] == (byte)SectionId.Custom;
        int broken = isLast ? manifest.FirstBroken() : 0;
        if (broken < 0) return Status.Ok;
        error = new LoadError(Status.ManifestInvalid, LoadDetail.Manifest, start + broken);
        return Status.ManifestInvalid;
    }

    /// <summary>A capability that the guest asks for, in ASCII. O(index).</summary>
    /// <param name="index">Below <see cref="CapabilityCount"/>.</param>
    public readonly ReadOnlySpan<byte> Capability(int index)
    {
        int at = _capabilitiesAt;
        for (int i = 0; i < index; i++) at += 1 + Content[at];
        return Text(at);
    }

    /// <summary>
    /// Whether a capability grants an object: "gpio" grants every object of that class for everything, "gpio:PF0" that one for everything,
    /// "gpio:PF0:out" that one for one use. O(bytes of the capabilities).
    /// </summary>
    /// <param name="class">The word before the first colon.</param>
    /// <param name="name">The word after it.</param>
    /// <param name="use">The word after that; empty for what every use of the object includes.</param>
    public readonly bool Grants(ReadOnlySpan<byte> @class, ReadOnlySpan<byte> name, ReadOnlySpan<byte> use = default)
    {
        int at = _capabilitiesAt;
        for (int i = 0; i < CapabilityCount; i++)
        {
            ReadOnlySpan<byte> rest = Text(at);
            bool isWhole = rest.Length == @class.Length;
            if (TakeWord(ref rest).SequenceEqual(@class) && (isWhole || GrantsIn(rest, name, use))) return true;
            at += 1 + Content[at];
        }

        return false;
    }

    /// <summary>Whether any capability is of a class, whatever it grants of it. O(bytes of the capabilities).</summary>
    /// <param name="class">The word before the first colon.</param>
    public readonly bool HasClass(ReadOnlySpan<byte> @class)
    {
        int at = _capabilitiesAt;
        for (int i = 0; i < CapabilityCount; i++)
        {
            ReadOnlySpan<byte> rest = Text(at);
            if (TakeWord(ref rest).SequenceEqual(@class)) return true;
            at += 1 + Content[at];
        }

        return false;
    }

    // What stands behind the class.
    private static bool GrantsIn(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name, ReadOnlySpan<byte> use)
    {
        if (!TakeWord(ref rest).SequenceEqual(name)) return false;
        return use.Length == 0 || rest.Length == 0 || TakeWord(ref rest).SequenceEqual(use);
    }

    // Takes what stands before the first colon, and the colon.
    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> rest)
    {
        int length = 0;
        while (length < rest.Length && rest[length] != (byte)':') length++;
        ReadOnlySpan<byte> word = rest.Slice(0, length);
        rest = rest.Slice(length < rest.Length ? length + 1 : length);
        return word;
    }

    // Bytes of a section's size in its shortest form, which a package has.
    private static int SizeBytes(int size) => size < 1 << 7 ? 1 : size < 1 << 14 ? 2 : 3;

    // Offset in the content of what breaks a rule; -1 when nothing does.
    private int FirstBroken()
    {
        if (_length <= NameAt) return _length;
        ReadOnlySpan<byte> content = Content;
        if (!content.Slice(0, CostAt).SequenceEqual("nfm\x01"u8)) return 0;
        if (Number16(CostAt) != CostVersion) return CostAt;
        int broken = ReadLimits();
        return broken >= 0 ? broken : ReadTexts();
    }

    private int ReadLimits()
    {
        InstanceLimits limits = InstanceLimits.Most;
        InstanceLimits most = limits;
        limits.Fuel = BinaryPrimitives.ReadUInt64LittleEndian(Content.Slice(FuelAt));
        limits.CallDepth = Number32(DepthAt);
        limits.MemoryPages = Number32(PagesAt);
        limits.TableElements = Number32(ElementsAt);
        limits.StackBytes = Number32(StackAt);
        limits.HostSlots = Number32(SlotsAt);
        Limits = limits;
        if (limits.Fuel == 0 || limits.Fuel > most.Fuel) return FuelAt;
        if (limits.CallDepth == 0 || limits.CallDepth > most.CallDepth) return DepthAt;
        if (limits.MemoryPages > most.MemoryPages) return PagesAt;
        if (limits.TableElements > most.TableElements) return ElementsAt;
        if (limits.StackBytes < InstanceLimits.StackBytesMin || limits.StackBytes > most.StackBytes) return StackAt;
        return limits.HostSlots > most.HostSlots ? SlotsAt : -1;
    }

    private int ReadTexts()
    {
        int at = NameAt;
        if (!SkipText(ref at, isName: true)) return at;
        if (at >= _length || Content[at] > CapabilitiesMax) return at;
        CapabilityCount = Content[at];
        _capabilitiesAt = ++at;
        for (int i = 0; i < CapabilityCount; i++)
        {
            int start = at;
            if (!SkipText(ref at, isName: false)) return at;
            for (int k = 0; k < i; k++)
            {
                if (Capability(k).SequenceEqual(Text(start))) return start;
            }
        }

        return ReadEnd(at);
    }

    // A package for any engine that needs no more ends with its capabilities, as all did before there was a second engine.
    private int ReadEnd(int at)
    {
        if (at == _length) return -1;
        bool isLast = at == _length - 1;
        if (Content[at] > (byte)GuestEngine.Aot || (isLast && Content[at] != (byte)GuestEngine.Aot)) return at;
        Engine = (GuestEngine)Content[at];
        return isLast ? -1 : ReadSupervision(at + 1);
    }

    // Moves behind a text, or to what is wrong with it.
    private readonly bool SkipText(ref int at, bool isName)
    {
        if (at >= _length) return false;
        int length = Content[at];
        if (length is 0 or > NameBytesMax || length > _length - at - 1) return false;
        int end = ++at + length;
        for (; at < end; at++)
        {
            if (!(isName ? IsOfName(Content[at]) : Content[at] is > (byte)' ' and < 0x7F)) return false;
        }

        return true;
    }

    private static bool IsOfName(byte c) =>
        c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
            or (byte)'.' or (byte)'_' or (byte)'-';

    private readonly ReadOnlySpan<byte> Text(int at) => Content.Slice(at + 1, Content[at]);

    private readonly int Number16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Content.Slice(at));

    private readonly uint Number32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(Content.Slice(at));
}
