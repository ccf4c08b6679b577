using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Nf.Build;
using Nf.Errors;
using Nf.Package;
using Nf.Simulator;

namespace Nf.Rig;

/// <summary>The names that a rig file defines: its wires, and the guests that it brings.</summary>
internal sealed class RigNames(RigErrors errors, string folder)
{
    private readonly Dictionary<string, RigWire> _wiring = new(StringComparer.Ordinal);
    private readonly HashSet<string> _guests = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pictures = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, RigWire> Wiring => _wiring;

    public void Add(RigWire wire) => _wiring[wire.Name] = wire;

    public void AddPicture(string name) => _pictures.Add(name);

    /// <summary>A wire of one of some kinds.</summary>
    public RigWire? Wire(RigValue at, string name, params IReadOnlyList<RigWireKind> kinds)
    {
        string there = string.Join(", ", _wiring.Values.Where(wire => kinds.Contains(wire.Kind)).Select(wire => wire.Name));
        string expected = there.Length == 0 ? $"a {Words(kinds)} that wiring defines; it defines none" : $"one of {there}";
        if (_wiring.TryGetValue(name, out RigWire? wire) && kinds.Contains(wire.Kind))
            return wire;
        errors.Add(at.Node, wire == null
            ? $"{at.Name}: found '{name}', which wiring does not define, expected {expected}"
            : $"{at.Name}: found '{name}', which is a {Words([wire.Kind])} ({wire.Address}), expected {expected}");
        return null;
    }

    /// <summary>A guest that the file brings, by its name, or by the number of its place.</summary>
    public string Guest(RigValue value)
    {
        bool isPlace = byte.TryParse(value.Raw, out byte place) && place < FirmwareHost.Supervisor.PlacesMax;
        if (!isPlace && !_guests.Contains(value.Raw))
            value.Expect(_guests.Count == 0 ? "a guest, but the file has none" : $"one of {string.Join(", ", _guests.Order(StringComparer.Ordinal))}");
        return value.Raw;
    }

    /// <summary>A picture that a step before took.</summary>
    public string? Picture(RigValue? value)
    {
        if (value != null && !_pictures.Contains(value.Raw))
            value.Expect(_pictures.Count == 0 ? "a picture that a step before took; there is none" : $"one of {string.Join(", ", _pictures)}");
        return value?.Raw;
    }

    /// <summary>The full path of a guest, from the rig's folder or the root of the source tree.</summary>
    /// <param name="value">The path in the file.</param>
    /// <param name="name">The guest's name; empty when there is none such.</param>
    public string AddGuest(RigValue value, out string name)
    {
        name = "";
        string? given = value.Text("the path of a .wasm file or of a guest's folder");
        if (given == null)
            return "";
        string[] candidates = [Path.Combine(folder, given), Path.Combine(Repository.Root, given)];
        string? path = candidates.FirstOrDefault(candidate => File.Exists(candidate) || Directory.Exists(candidate));
        if (path == null)
        {
            value.Expect("the path of a .wasm file or of a guest's folder, from the rig file's folder or the root of the source tree");
            return "";
        }
        try
        {
            name = NameOf(GuestFile.Open(path));
            _guests.Add(name);
        }
        catch (NfException error)
        {
            errors.Add(value.Node, $"{value.Name}: found '{given}', which is no guest: {error.Message}");
        }
        return path;
    }

    private static string NameOf(GuestFile file) => Packager.IsPackage(file.Wasm)
        ? PackageInspection.Of(file.Wasm).Manifest.Name
        : GuestPackage.Options(file).Name ?? "";

    private static string Words(IReadOnlyList<RigWireKind> kinds) => string.Join(" or ", kinds.Select(kind => kind.ToString().ToLowerInvariant()));
}
