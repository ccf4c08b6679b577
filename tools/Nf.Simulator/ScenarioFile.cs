using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Nf.Errors;
using Nf.Platform;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Simulator;

/// <summary>A scenario as people write it; examples/README.md describes the file. Every error names the file and the line.</summary>
public sealed class ScenarioFile
{
    private const uint TicksDefault = 100;
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private static readonly string[] s_keys = ["period_ms", "ticks", "devices", "events"];
    private static readonly string[] s_eventKeys = ["temperature_mC", "i2c_absent", "i2c_present", "pin"];

    private readonly string _path;
    private readonly List<ScenarioEvent> _events = [];
    private readonly HashSet<int> _devices = [];

    private ScenarioFile(string path) => _path = path;

    /// <summary>A scenario in which nothing happens, for a guest that comes without one: 100 ticks of 100 ms.</summary>
    public static ScenarioFile Empty { get; } = new("no scenario");

    /// <summary>Length of a tick in nanoseconds.</summary>
    public ulong PeriodNanoseconds { get; private set; } = Board.DefaultPeriodNanoseconds;

    /// <summary>How many ticks are run, unless somebody wants another number.</summary>
    public uint Ticks { get; private set; } = TicksDefault;

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<ScenarioEvent> Events => _events;

    /// <summary>Reads a file.</summary>
    /// <exception cref="NfException">ScenarioInvalid, FileNotFound or FileUnreadable.</exception>
    public static ScenarioFile Read(string path) => Parse(path, Files.ReadText(path));

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">For messages only.</param>
    /// <param name="text">YAML.</param>
    /// <exception cref="NfException">ScenarioInvalid.</exception>
    public static ScenarioFile Parse(string path, string text)
    {
        ScenarioFile scenario = new(path);
        YamlStream yaml = [];
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw scenario.Error(error.Start, $"not YAML: {error.Message.Split('\n')[0]}");
        }
        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode root)
            throw new NfException(Status.ScenarioInvalid, $"{path}:1: expected the keys {string.Join(", ", s_keys)}.");
        scenario.ReadRoot(root);
        return scenario;
    }

    /// <summary>The binary form.</summary>
    /// <param name="tickCount">Ticks of the run, 1 or more.</param>
    /// <param name="isFromOutside">Whether a rig applies the stimuli.</param>
    public byte[] Encode(uint tickCount, bool isFromOutside)
    {
        byte[] blob = new byte[ScenarioEncoder.SizeOf(_events.Count)];
        Status status = ScenarioEncoder.Create(blob, PeriodNanoseconds, tickCount, isFromOutside, out ScenarioEncoder encoder);
        for (int i = 0; i < _events.Count && status == Status.Ok; i++)
            status = encoder.Add(_events[i]);
        return status == Status.Ok ? blob : throw new NfException(status, $"{_path}: the scenario has no binary form ({status}).");
    }

    private void ReadRoot(YamlMappingNode root)
    {
        Dictionary<string, YamlNode> keys = Keys(root, s_keys);
        if (!keys.TryGetValue("period_ms", out YamlNode? period))
            throw Error(root.Start, "period_ms is missing; it is the length of a tick in milliseconds.");
        long periodMax = (long)(Scenario.PeriodNanosecondsMax / NanosecondsPerMillisecond);
        PeriodNanoseconds = (ulong)Number(period, "period_ms", 1, periodMax) * NanosecondsPerMillisecond;
        if (keys.TryGetValue("ticks", out YamlNode? ticks))
            Ticks = (uint)Number(ticks, "ticks", 1, uint.MaxValue);
        if (keys.TryGetValue("devices", out YamlNode? devices))
            ReadDevices(Items(devices, "devices"));
        if (keys.TryGetValue("events", out YamlNode? events))
            ReadEvents(Items(events, "events"));
    }

    private void ReadDevices(YamlSequenceNode devices)
    {
        foreach (YamlNode item in devices)
        {
            Dictionary<string, YamlNode> keys = Required(item, "type", "address");
            if (Text(keys["type"]) != "tmp105")
                throw Error(item.Start, $"there is no device '{Text(keys["type"])}'; there is tmp105.");
            int address = Address(keys["address"]);
            if (!_devices.Add(address))
                throw Error(item.Start, $"two devices have the address 0x{address:x2}.");
            // A device exists for the board from its first temperature on.
            _events.Add(new ScenarioEvent(0, ScenarioEventKind.Temperature, (byte)address, 0));
        }
    }

    private void ReadEvents(YamlSequenceNode events)
    {
        uint last = 0;
        foreach (YamlNode item in events)
        {
            Dictionary<string, YamlNode> keys = Keys(Mapping(item), ["tick", .. s_eventKeys]);
            if (!keys.Remove("tick", out YamlNode? tickNode))
                throw Error(item.Start, "the event has no tick.");
            uint tick = (uint)Number(tickNode, "tick", 1, uint.MaxValue);
            if (tick < last)
                throw Error(item.Start, $"tick {tick} stands behind tick {last}; order the events by tick.");
            if (keys.Count != 1)
                throw Error(item.Start, $"an event has its tick and exactly one of {string.Join(", ", s_eventKeys)}.");
            last = tick;
            _events.Add(ReadEvent(tick, keys.First()));
        }
    }

    private ScenarioEvent ReadEvent(uint tick, KeyValuePair<string, YamlNode> what)
    {
        switch (what.Key)
        {
            case "temperature_mC":
                Dictionary<string, YamlNode> temperature = Required(what.Value, "device", "value");
                int value = (int)Number(temperature["value"], "value", Tmp105.MilliCelsiusMin, Tmp105.MilliCelsiusMax);
                return new ScenarioEvent(tick, ScenarioEventKind.Temperature, Device(temperature["device"]), value);
            case "i2c_absent":
                return new ScenarioEvent(tick, ScenarioEventKind.I2cAbsent, Device(what.Value), 0);
            case "i2c_present":
                return new ScenarioEvent(tick, ScenarioEventKind.I2cPresent, Device(what.Value), 0);
            default:
                Dictionary<string, YamlNode> pin = Required(what.Value, "name", "level");
                string name = Text(pin["name"]);
                if (PinName.Parse(Encoding.UTF8.GetBytes(name), out int number) != Status.Ok)
                    throw Error(pin["name"].Start, $"there is no pin '{name}'; pins are PA0 to PH7.");
                return new ScenarioEvent(tick, ScenarioEventKind.PinLevel, (byte)number, (int)Number(pin["level"], "level", 0, 1));
        }
    }

    private int Address(YamlNode node) => (int)Number(node, "address", I2cAddress.Min, I2cAddress.Max);

    private byte Device(YamlNode node)
    {
        int address = Address(node);
        if (!_devices.Contains(address))
            throw Error(node.Start, $"there is no device at 0x{address:x2}; list it under devices.");
        return (byte)address;
    }

    private Dictionary<string, YamlNode> Required(YamlNode node, params string[] names)
    {
        Dictionary<string, YamlNode> keys = Keys(Mapping(node), names);
        foreach (string name in names)
        {
            if (!keys.ContainsKey(name))
                throw Error(node.Start, $"{name} is missing.");
        }
        return keys;
    }

    private Dictionary<string, YamlNode> Keys(YamlMappingNode mapping, string[] known)
    {
        Dictionary<string, YamlNode> keys = new(StringComparer.Ordinal);
        foreach ((YamlNode key, YamlNode value) in mapping)
        {
            string name = Text(key);
            if (!known.Contains(name))
                throw Error(key.Start, $"unknown key '{name}'; known are {string.Join(", ", known)}.");
            keys.Add(name, value);
        }
        return keys;
    }

    private YamlMappingNode Mapping(YamlNode node) =>
        node as YamlMappingNode ?? throw Error(node.Start, "expected keys with values, as {tick: 1, i2c_absent: 0x48}.");

    private YamlSequenceNode Items(YamlNode node, string name) =>
        node as YamlSequenceNode ?? throw Error(node.Start, $"{name} must be a list.");

    private string Text(YamlNode node) =>
        (node as YamlScalarNode)?.Value ?? throw Error(node.Start, "expected a single value.");

    private long Number(YamlNode node, string name, long least, long most)
    {
        string text = Text(node);
        bool isNumber = WasmValue.TryParseInteger(text, out Int128 value);
        if (!isNumber || value < least || value > most)
            throw Error(node.Start, $"{name} is '{text}', but must be an integer from {least} to {most}.");
        return (long)value;
    }

    private NfException Error(Mark at, string message) => new(Status.ScenarioInvalid, $"{_path}:{at.Line}: {message}");
}
