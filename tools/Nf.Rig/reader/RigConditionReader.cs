using System;
using System.Globalization;
using System.Linq;

namespace Nf.Rig;

/// <summary>Reads what a figure has to be: "5", ">= 100", "running", "!= running".</summary>
internal static class RigConditionReader
{
    // The longer signs first: the shorter ones are their beginnings.
    private static readonly RigComparison[] s_signs =
        [RigComparison.NotEqual, RigComparison.AtMost, RigComparison.AtLeast, RigComparison.Equal, RigComparison.Less, RigComparison.Greater];

    public static RigCondition? Read(string figure, RigValue value)
    {
        RigComparison comparison = s_signs.FirstOrDefault(Leads, RigComparison.Equal);
        string wanted = Leads(comparison) ? value.Raw[RigCondition.Sign(comparison).Length..].Trim() : value.Raw;
        if (GuestFigures.WordsOf(figure) is { } words)
        {
            bool isWord = (words.Count == 0 || words.Contains(wanted)) && wanted.Length != 0;
            if (isWord && comparison is RigComparison.Equal or RigComparison.NotEqual)
                return new RigCondition(figure, comparison, wanted);
            value.Expect(words.Count == 0 ? "a text" : $"one of {string.Join(", ", words)}");
            return null;
        }
        if (double.TryParse(wanted, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            return new RigCondition(figure, comparison, wanted);
        value.Expect("a number, maybe behind one of = != < <= > >=, as \">= 100\"");
        return null;

        bool Leads(RigComparison candidate) => value.Raw.StartsWith(RigCondition.Sign(candidate), StringComparison.Ordinal);
    }
}
