using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Nf.Build;
using Nf.Errors;
using Nf.Simulator;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig;

/// <summary>Reads rig files strictly: each error has its file, line and column, says what was found and what was expected.</summary>
public static class RigFileReader
{
    private const ulong TickNanosecondsDefault = 100_000_000;
    private const string HeadExample = "name, guests, wiring and steps";

    /// <summary>Reads a rig file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">The rig; null when there are errors.</param>
    /// <returns>What is wrong, by line; empty when nothing is.</returns>
    /// <exception cref="NfException">FileNotFound or FileUnreadable.</exception>
    public static IReadOnlyList<RigError> TryRead(string path, out RigFile? file)
    {
        byte[] bytes = Files.Read(path);
        RigErrors errors = new(Repository.Relative(Path.GetFullPath(path)));
        RigFile? read = Parse(errors, path, bytes);
        file = errors.All.Count == 0 ? read : null;
        return [.. errors.All.OrderBy(error => error.Mark.Line).ThenBy(error => error.Mark.Column)];
    }

    /// <summary>Reads a rig file that has to be right.</summary>
    /// <exception cref="NfException">ScenarioInvalid: all errors, one a line; or it can't be read.</exception>
    public static RigFile Read(string path) => TryRead(path, out RigFile? file) is { Count: > 0 } errors
        ? throw new NfException(Status.ScenarioInvalid, string.Join(Environment.NewLine, errors))
        : file!;

    private static RigFile? Parse(RigErrors errors, string path, byte[] bytes)
    {
        YamlStream yaml = [];
        try
        {
            using StreamReader reader = new(new MemoryStream(bytes));
            yaml.Load(reader);
        }
        catch (YamlException error)
        {
            errors.Add(error.Start, $"found what is no YAML ({FirstLine(error)}), expected {HeadExample}");
            return null;
        }
        if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            return ReadHead(errors, new RigMap(errors, root, "the rig"), path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        errors.Add(Mark.Empty, $"found no keys with values, expected {HeadExample}");
        return null;
    }

    private static RigFile ReadHead(RigErrors errors, RigMap head, string path, string digest)
    {
        RigNames names = new(errors, Path.GetDirectoryName(Path.GetFullPath(path))!);
        string? name = head.Required("name", "Thermostat over a temperature ramp")?.Text("a name");
        ulong tick = head.Optional("tick")?.Duration() ?? TickNanosecondsDefault;
        List<string?> guests = [];
        foreach (RigValue guest in head.Required("guests", "[examples/thermostat]")?.Items("[examples/thermostat]") ?? [])
            guests.Add(guest.IsNull ? null : names.AddGuest(guest, out _));
        if (head.Optional("wiring")?.Map("wiring", "{sensor: \"i2c:0x48\"}") is { } wiring)
            RigWiringReader.Read(wiring, names);
        Dictionary<string, string> pins = head.Optional("pins")?.Map("pins", "{heater: \"gpiochip0:17\"}") is { } joined
            ? RigWiringReader.ReadPins(joined, names)
            : [];
        RigValue? steps = head.Required("steps", "[{wait: 2s}]");
        head.End();
        return new RigFile
        {
            Path = Repository.Relative(Path.GetFullPath(path)),
            Digest = digest,
            Name = name ?? "",
            TickNanoseconds = tick,
            Guests = guests,
            Wiring = names.Wiring,
            RigPins = pins,
            Steps = steps == null ? [] : new RigStepReader(errors, names).ReadSteps(steps),
        };
    }

    // YamlDotNet puts the position in front, which stands there already.
    private static string FirstLine(YamlException error)
    {
        string line = error.Message.Split('\n')[0];
        int at = line.IndexOf("): ", StringComparison.Ordinal);
        return (at < 0 ? line : line[(at + 3)..]).TrimEnd('.', '\r');
    }
}
