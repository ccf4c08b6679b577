using System;
using System.Collections.Generic;
using System.Globalization;

namespace Nf.Rig;

/// <summary>The range of values that a plot shows, with marks at 1, 2 or 5 times a power of ten.</summary>
internal readonly record struct Axis
{
    // Of the range, so that a curve does not run along the frame.
    private const double Margin = 0.04;
    private const double Thousand = 1e3, Million = 1e6;

    private readonly double _step;

    private Axis(double low, double high, double step) => (Low, High, _step) = (low, high, step);

    /// <summary>The lowest value shown.</summary>
    public double Low { get; }

    /// <summary>The highest value shown; more than <see cref="Low"/>.</summary>
    public double High { get; }

    /// <summary>An axis for these values, with room above and below.</summary>
    /// <param name="least">The least of them.</param>
    /// <param name="most">The greatest.</param>
    /// <param name="marksMax">About how many marks there is room for.</param>
    public static Axis Around(double least, double most, int marksMax)
    {
        // A constant stands in the middle; what never is negative is not shown as if it could be.
        double room = most > least ? (most - least) * Margin : Math.Max(Math.Abs(most) * Margin, 1);
        double low = least >= 0 ? Math.Max(0, least - room) : least - room;
        return new Axis(low, most + room, Step((most + room - low) / marksMax));
    }

    /// <summary>An axis from one value exactly to another.</summary>
    public static Axis Exactly(double low, double high, int marksMax) => new(low, high, Step((high - low) / marksMax));

    /// <summary>Where a value is: 0 at the low end, 1 at the high one.</summary>
    public double Position(double value) => (value - Low) / (High - Low);

    /// <summary>The values that get a mark.</summary>
    public IEnumerable<double> Marks()
    {
        long last = (long)Math.Floor(High / _step + 1e-9);
        for (long i = (long)Math.Ceiling(Low / _step - 1e-9); i <= last; i++)
            yield return i * _step;
    }

    /// <summary>A mark's label: thousands as k, millions as M.</summary>
    public string Label(double mark)
    {
        double scale = _step >= Million ? Million : _step >= Thousand ? Thousand : 1;
        int decimals = (int)Math.Max(0, -Math.Floor(Math.Log10(_step / scale) + 1e-9));
        string suffix = mark == 0 || scale == 1 ? "" : scale == Million ? "M" : "k";
        return (mark / scale).ToString($"F{decimals}", CultureInfo.InvariantCulture) + suffix;
    }

    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double times = least / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }
}
