using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Shows a person what a guest did.</summary>
internal static class RunSummary
{
    private const int ChartWidthMax = 72;

    /// <summary>A few lines; nothing for a guest that touched no device and came to its end: its own output says all.</summary>
    public static void Show(Terminal terminal, string name, GuestOutcome outcome, TraceSummary trace)
    {
        bool didNothing = outcome.Ticks == 0 && trace.Lines <= 1;
        if (outcome.Digest == null || didNothing)
            return;
        ShowLine(terminal, "guest", $"{name}: {outcome.Ticks} ticks, {outcome.Fuel:N0} units of fuel, {outcome.Status}");
        foreach (string log in trace.Logs)
            ShowLine(terminal, "log", log.Replace(" log ", "  ", System.StringComparison.Ordinal));
        foreach ((string address, List<TraceSample> samples) in trace.Temperatures)
        {
            double lowest = samples.Min(sample => sample.Value), highest = samples.Max(sample => sample.Value);
            ShowLine(terminal, address, string.Create(CultureInfo.InvariantCulture, $"{lowest:0.0} to {highest:0.0} °C"));
            ShowLine(terminal, "", Chart.Line(samples, outcome.Ticks, ChartWidthMax));
        }
        foreach ((string pin, List<TraceSample> samples) in trace.Outputs)
        {
            ShowLine(terminal, pin, $"switched {trace.Switches[pin]} times");
            ShowLine(terminal, "", Chart.Line(samples, outcome.Ticks, ChartWidthMax));
        }
        if (outcome.StackBytes is { } stackBytes)
            ShowLine(terminal, "stack", string.Create(CultureInfo.InvariantCulture, $"{outcome.StackUsedBytes:N0} of {stackBytes:N0} bytes used"));
        ShowLine(terminal, "digest", outcome.Digest);
    }

    private static void ShowLine(Terminal terminal, string label, string text) => terminal.Output.WriteLine($"{label,-8}{text}");
}
