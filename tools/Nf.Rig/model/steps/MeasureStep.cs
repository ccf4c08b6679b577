namespace Nf.Rig;

/// <summary>`measure`: a figure of a guest is kept, and has to be below a limit.</summary>
/// <param name="Mark">Where it stands.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Guest">The guest's name, or its place.</param>
/// <param name="AtMost">The limit in the figure's unit; null: none.</param>
public sealed record MeasureStep(RigMark Mark, RigFigure Figure, string Guest, double? AtMost) : RigStep(Mark)
{
    /// <summary>The unit of a figure.</summary>
    public static string Unit(RigFigure figure) => figure switch
    {
        RigFigure.Fuel => RigSeries.FuelUnits,
        RigFigure.Response => "ms",
        _ => RigSeries.Bytes,
    };

    /// <summary>What is measured, in words: "fuel of thermostat".</summary>
    public string Name => $"{Figure.ToString().ToLowerInvariant()} of {Guest}";

    /// <inheritdoc/>
    public override string Text => $"measure {Name}{(AtMost is { } limit ? $", at most {RigText.Number(limit)} {Unit(Figure)}" : "")}";
}
