using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>Reads `expect`.</summary>
internal sealed class RigExpectReader(RigErrors errors, RigNames names)
{
    private const string Example = "{heater: 1, within: 500ms}, {log: TEXT}, {guest: NAME, state: running}, {telemetry: NAME, runs: \">= 100\"}, "
        + "{crash: any} or {reset: watchdog}";

    public ExpectStep? Read(RigMark mark, RigValue value)
    {
        if (value.Map("expect", Example) is not { } map)
            return null;
        ulong within = map.Optional("within")?.Duration() ?? 0;
        ExpectStep? step = map.Has("log") ? ReadLog(mark, map, within)
            : map.Has("crash") ? ReadCrash(mark, map, within)
            : map.Has("reset") ? ReadReset(mark, map, within)
            : map.Has("telemetry") ? ReadFigures(mark, map, within, "telemetry", GuestFigures.AllNames)
            : map.Has("guest") ? ReadFigures(mark, map, within, "guest", GuestFigures.InfoNames)
            : ReadPins(mark, map, within);
        map.End();
        return step;
    }

    private ExpectLogStep? ReadLog(RigMark mark, RigMap map, ulong within)
    {
        string? text = map.Optional("log")!.Text("what has to be in the line");
        string? guest = map.Optional("guest") is { } named ? names.Guest(named) : null;
        return text == null ? null : new ExpectLogStep(mark, within, text, guest);
    }

    private ExpectCrashStep ReadCrash(RigMark mark, RigMap map, ulong within)
    {
        RigValue fault = map.Optional("crash")!;
        string? name = fault.Raw is ExpectCrashStep.Any or ExpectCrashStep.None ? fault.Raw : RigPackageReader.StatusName(fault);
        RigValue? guest = map.Optional("guest");
        string? who = guest == null || guest.Raw == ExpectCrashStep.Host ? guest?.Raw : names.Guest(guest);
        return new ExpectCrashStep(mark, within, name ?? "", who);
    }

    private ExpectResetStep ReadReset(RigMark mark, RigMap map, ulong within)
    {
        string? cause = map.Optional("reset")!.OneOf(ResetCauseText.All);
        if (within != 0)
            errors.Add(map.Node, "expect: found a time for a reset, expected none: it is looked at once");
        return new ExpectResetStep(mark, cause ?? "");
    }

    private ExpectGuestStep? ReadFigures(RigMark mark, RigMap map, ulong within, string key, IReadOnlyList<string> figures)
    {
        string guest = names.Guest(map.Optional(key)!);
        List<RigCondition> conditions = [];
        foreach (string figure in figures)
        {
            if (map.Optional(figure) is { } wanted && RigConditionReader.Read(figure, wanted) is { } condition)
                conditions.Add(condition);
        }
        if (!map.Keys.Any(figures.Contains))
            errors.Add(map.Node, $"expect: found nothing that {guest} has to be, expected one of {string.Join(", ", figures)}");
        return conditions.Count == 0 ? null : new ExpectGuestStep(mark, within, guest, conditions);
    }

    private ExpectPinsStep? ReadPins(RigMark mark, RigMap map, ulong within)
    {
        ulong holds = map.Optional("for")?.Duration() ?? 0;
        List<RigSetting> levels = [];
        foreach (string name in map.Keys.Where(name => name is not ("within" or "for")).ToArray())
        {
            RigValue value = map.Optional(name)!;
            if (names.Wire(value, name, RigWireKind.Pin) is { } wire)
                levels.Add(new RigSetting(wire, (int)value.Integer(0, 1)));
        }
        if (!map.Keys.Any(name => name is not ("within" or "for")))
            errors.Add(map.Node, $"expect: found nothing to expect, expected as {Example}");
        return levels.Count == 0 ? null : new ExpectPinsStep(mark, within, levels, holds);
    }
}
