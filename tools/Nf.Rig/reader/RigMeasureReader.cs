using System;
using System.Collections.Generic;
using System.Linq;

namespace Nf.Rig;

/// <summary>Reads `measure`.</summary>
internal static class RigMeasureReader
{
    private const double NanosecondsPerMillisecond = 1e6;

    private static readonly Dictionary<string, RigFigure> s_figures =
        Enum.GetValues<RigFigure>().ToDictionary(figure => figure.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public static MeasureStep? Read(RigMark mark, RigValue value, RigNames names)
    {
        if (value.Map("measure", "{fuel: thermostat, at-most: 3000}") is not { } map)
            return null;
        string? name = map.Keys.FirstOrDefault(s_figures.ContainsKey);
        if (name == null)
        {
            value.Errors.Add(map.Node, $"measure: found none of {string.Join(", ", s_figures.Keys)}, expected as {{fuel: thermostat, at-most: 3000}}");
            return null;
        }
        RigFigure figure = s_figures[name];
        string guest = names.Guest(map.Optional(name)!);
        double? most = map.Optional("at-most") is not { } limit ? null
            : figure == RigFigure.Response ? limit.Duration() / NanosecondsPerMillisecond
            : limit.Integer(0, long.MaxValue);
        map.End();
        return new MeasureStep(mark, figure, guest, most);
    }
}
