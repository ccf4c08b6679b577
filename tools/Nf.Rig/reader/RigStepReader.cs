using System.Collections.Generic;
using System.Linq;
using Nf.FirmwareHost;
using Nf.Platform;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig;

/// <summary>Reads steps.</summary>
internal sealed class RigStepReader(RigErrors errors, RigNames names)
{
    private const int TimesMax = 10_000;
    private const int DepthMax = 4;
    private const int CorruptBytesMax = 65_536;
    private const string Kinds = "set, ramp, wait, expect, press, load, start, stop, restart, confirm, rollback, post, cut-power, reboot, hang, "
        + "corrupt, line, picture, measure or repeat";

    private readonly RigExpectReader _expect = new(errors, names);
    private readonly RigPackageReader _packages = new(names);
    private int _depth;

    public IReadOnlyList<RigStep> ReadSteps(RigValue list)
    {
        List<RigStep> steps = [];
        foreach (RigValue item in list.Items("[{wait: 2s}]"))
        {
            if (ReadStep(item) is { } step)
                steps.Add(step);
        }
        return steps;
    }

    private RigStep? ReadStep(RigValue item)
    {
        if (item.Node is not YamlMappingNode { Children: [(YamlScalarNode { Value: { } kind } key, var node)] })
        {
            errors.Add(item.Node, $"step: found {(item.Node is YamlMappingNode ? "several keys" : $"'{item.Raw}'")}, expected exactly one of {Kinds}, with its values");
            return null;
        }
        RigMark mark = errors.Mark(key);
        RigValue value = new(errors, node, kind);
        switch (kind)
        {
            case "set": return new SetStep(mark, ReadSettings(value));
            case "ramp": return ReadRamp(mark, value);
            case "wait": return new WaitStep(mark, value.Duration());
            case "expect": return _expect.Read(mark, value);
            case "press": return ReadPress(mark, value);
            case "load": return _packages.ReadLoad(mark, value);
            case "start": return new GuestStep(mark, MessageType.Start, names.Guest(value));
            case "stop": return new GuestStep(mark, MessageType.Stop, names.Guest(value));
            case "restart": return new GuestStep(mark, MessageType.Restart, names.Guest(value));
            case "confirm": return new GuestStep(mark, MessageType.Confirm, names.Guest(value));
            case "rollback": return new GuestStep(mark, MessageType.RollBack, names.Guest(value));
            case "post": return ReadPost(mark, value);
            case "cut-power": return _packages.ReadCut(mark, value);
            case "reboot": return Bare(value) ? new RebootStep(mark) : null;
            case "hang": return Bare(value) ? new HangStep(mark) : null;
            case "corrupt": return ReadCorrupt(mark, value);
            case "line": return ReadLine(mark, value);
            case "picture": return ReadPicture(mark, value);
            case "measure": return RigMeasureReader.Read(mark, value, names);
            case "repeat": return ReadRepeat(mark, value);
        }
        errors.Add(key, $"step: found '{kind}', expected {Kinds}");
        return null;
    }

    private List<RigSetting> ReadSettings(RigValue value)
    {
        List<RigSetting> settings = [];
        foreach ((_, RigValue item) in value.Map("set", "{sensor: 18.0}")?.Entries() ?? [])
        {
            if (names.Wire(item, item.Name, RigWireKind.Sensor, RigWireKind.Pin) is not { } wire)
                continue;
            bool isAway = wire.Kind == RigWireKind.Sensor && item.Raw == "away";
            settings.Add(new RigSetting(wire, isAway ? null : wire.Kind == RigWireKind.Sensor ? Temperature(item) : (int)item.Integer(0, 1)));
        }
        if (settings.Count == 0 && value.Node is YamlMappingNode { Children.Count: 0 })
            value.Expect("a sensor with a temperature, or a pin with 0 or 1");
        return settings;
    }

    private static int Temperature(RigValue value)
    {
        const double Thousandths = 1000;
        return (int)(value.Number(Tmp105.MilliCelsiusMin / Thousandths, Tmp105.MilliCelsiusMax / Thousandths, "degrees Celsius, without a unit,") * Thousandths);
    }

    private RampStep? ReadRamp(RigMark mark, RigValue value)
    {
        const string Example = "{sensor: {from: 18, to: 26}, over: 10s}";
        if (value.Map("ramp", Example) is not { } map)
            return null;
        ulong over = map.Required("over", "10s")?.Duration() ?? 1;
        string? name = map.Keys.FirstOrDefault(key => key != "over");
        if (name == null)
        {
            errors.Add(map.Node, $"ramp: found no sensor, expected as {Example}");
            return null;
        }
        RigValue ends = map.Optional(name)!;
        map.End();
        RigWire? sensor = names.Wire(ends, name, RigWireKind.Sensor);
        if (ends.Map(name, "{from: 18, to: 26}") is not { } pair)
            return null;
        int from = pair.Required("from", "18") is { } first ? Temperature(first) : 0;
        int to = pair.Required("to", "26") is { } last ? Temperature(last) : 0;
        pair.End();
        return sensor == null ? null : new RampStep(mark, sensor, from, to, over);
    }

    private PressStep? ReadPress(RigMark mark, RigValue value)
    {
        const string Example = "{button: 1, for: 200ms}";
        if (value.Map("press", Example) is not { } map)
            return null;
        ulong time = map.Required("for", "200ms")?.Duration() ?? 1;
        string? name = map.Keys.FirstOrDefault(key => key != "for");
        if (name == null)
        {
            errors.Add(map.Node, $"press: found no pin, expected as {Example}");
            return null;
        }
        RigValue level = map.Optional(name)!;
        map.End();
        RigWire? wire = names.Wire(level, name, RigWireKind.Pin);
        int pressed = (int)level.Integer(0, 1);
        return wire == null ? null : new PressStep(mark, wire, pressed, time);
    }

    private PostStep? ReadPost(RigMark mark, RigValue value)
    {
        if (value.Map("post", "{guest: thermostat, text: hello}") is not { } map)
            return null;
        string? guest = map.Required("guest", "thermostat") is { } named ? names.Guest(named) : null;
        string? text = map.Required("text", "hello")?.Text("a message");
        map.End();
        return guest == null || text == null ? null : new PostStep(mark, guest, text);
    }

    private static CorruptStep? ReadCorrupt(RigMark mark, RigValue value)
    {
        if (value.Map("corrupt", "{medium: store, bytes: 4}") is not { } map)
            return null;
        _ = map.Required("medium", "store")?.OneOf("store");
        int bytes = (int)(map.Optional("bytes")?.Integer(1, CorruptBytesMax) ?? 1);
        long? at = map.Optional("at")?.Integer(0, long.MaxValue);
        map.End();
        return new CorruptStep(mark, bytes, at);
    }

    private LineStep? ReadLine(RigMark mark, RigValue value)
    {
        if (value.Map("line", "{loss: 0.02, corrupt: 0.01}") is not { } map)
            return null;
        // Beyond that no frame of some length arrives whole, however often it is sent.
        const double FaultsMax = 0.05;
        double loss = map.Optional("loss")?.Number(0, FaultsMax, "a part of the bytes") ?? 0;
        double corruption = map.Optional("corrupt")?.Number(0, FaultsMax, "a part of the bytes") ?? 0;
        ulong? seed = (ulong?)map.Optional("seed")?.Integer(0, long.MaxValue);
        map.End();
        if (loss + corruption > FaultsMax)
            errors.Add(map.Node, $"line: found {RigText.Number(loss + corruption)} of the bytes, expected at most {RigText.Number(FaultsMax)} together");
        return new LineStep(mark, loss, corruption, seed);
    }

    private PictureStep? ReadPicture(RigMark mark, RigValue value)
    {
        if (value.Map("picture", "{of: display, as: before}") is not { } map)
            return null;
        RigWire? display = map.Required("of", "display") is { } of ? names.Wire(of, of.Raw, RigWireKind.Display) : null;
        string? name = map.Required("as", "before")?.Text("a name");
        string? differs = names.Picture(map.Optional("differs-from"));
        string? same = names.Picture(map.Optional("same-as"));
        map.End();
        if (name != null)
            names.AddPicture(name);
        return display == null || name == null ? null : new PictureStep(mark, display, name, differs, same);
    }

    private RepeatStep? ReadRepeat(RigMark mark, RigValue value)
    {
        if (value.Map("repeat", "{times: 3, steps: [{wait: 2s}]}") is not { } map)
            return null;
        int times = (int)(map.Required("times", "3")?.Integer(1, TimesMax) ?? 1);
        RigValue? steps = map.Required("steps", "[{wait: 2s}]");
        map.End();
        if (steps == null)
            return null;
        if (++_depth > DepthMax)
            errors.Add(map.Node, $"repeat: found one within {_depth - 1} others, expected at most {DepthMax} deep");
        RepeatStep? step = _depth > DepthMax ? null : new RepeatStep(mark, times, ReadSteps(steps));
        _depth--;
        return step;
    }

    // A step that has no values: {} or nothing.
    private static bool Bare(RigValue value)
    {
        if (value.IsNull)
            return true;
        RigMap? map = value.Map(value.Name, "{}");
        map?.End();
        return map != null;
    }
}
