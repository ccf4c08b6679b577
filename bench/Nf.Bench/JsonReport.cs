using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Nf.Bench;

/// <summary>
/// Results as one JSON object on standard output. A measurement that was made is a success, whatever its figures: see <c>aims_met</c>.
/// </summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Write(Status status, IReadOnlyList<Result> results, int thermostatArenaPeakBytes) => Write(new
    {
        Status = (int)status,
        StatusName = status.ToString(),
        AimsMet = results.All(result => result.Met),
        ThermostatArenaPeakBytes = thermostatArenaPeakBytes,
        Results = results,
    });

    public static void Write(Status status, IReadOnlyList<WorstCase> cases) => Write(new
    {
        Status = (int)status,
        StatusName = status.ToString(),
        AimsMet = cases.Count > 0 && cases.All(worst => worst.Met),
        Results = cases,
    });

    public static void Write(EnginesReport report) => Write(new
    {
        Status = (int)Status.Ok,
        StatusName = nameof(Status.Ok),
        AimsMet = report.Aims.All(aim => aim.Met),
        report.Machine,
        report.Aims,
        report.Comparison.Kernels,
        report.Comparison.Engines,
        Results = report.Comparison.Figures,
        report.Boards,
    });

    private static void Write<T>(T report) => Console.Out.WriteLine(JsonSerializer.Serialize(report, s_options));
}
