using System.Collections.Generic;
using System.Text.Json.Nodes;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Values of guests in JSON.</summary>
internal static class JsonValues
{
    /// <summary>Numbers as numbers; what JSON has no number for (nan, infinities) as text.</summary>
    public static JsonArray Of(IEnumerable<GuestValue> values)
    {
        JsonArray array = [];
        foreach (GuestValue value in values)
            array.Add(Of(value));
        return array;
    }

    private static JsonNode Of(GuestValue value) => value.Value switch
    {
        long integer => integer,
        float single when float.IsFinite(single) => single,
        double real when double.IsFinite(real) => real,
        _ => value.ToString(),
    };
}
