using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Runs a guest in this process.</summary>
internal sealed class SimulatedRun
{
    private const ulong TicksDefault = 100;
    private const string StandardInput = "-";

    private readonly Terminal _terminal;
    private readonly RunRequest _request;
    private readonly TraceSummary _summary = new();
    private readonly JsonArray _traceLines = [];

    public SimulatedRun(Terminal terminal, RunRequest request)
    {
        _terminal = terminal;
        _request = request;
    }

    public Outcome Execute()
    {
        GuestFile file = GuestFile.Open(_request.Path);
        ScenarioFile? scenario = ReadScenario(file);
        ulong ticks = _request.Ticks ?? scenario?.Ticks ?? TicksDefault;
        byte[] blob = scenario?.Encode((uint)ulong.Min(ticks, uint.MaxValue), isFromOutside: false) ?? [];
        GuestLimits limits = _request.Board is { } board ? BoardGuest.Limits(board) : GuestLimits.Desktop;
        using GuestSession session = new(file, limits, blob, _request.Arguments, OnTraceLine);
        if (_request.Invoke.Count != 0)
            return Invoke(session);
        if (StreamGuest.Is(session.Description))
            return Stream(session);
        return Run(session, ticks);
    }

    private ScenarioFile? ReadScenario(GuestFile file)
    {
        string? path = _request.Scenario ?? file.ScenarioPath;
        return path == null ? null : ScenarioFile.Read(path);
    }

    private void OnTraceLine(string line)
    {
        _summary.Add(line);
        if (!_request.Trace)
            return;
        if (_terminal.IsJson)
            _traceLines.Add((JsonNode)line);
        else
            _terminal.Output.WriteLine(line);
    }

    private Outcome Run(GuestSession session, ulong ticks)
    {
        GuestOutcome outcome = session.Run(ticks);
        return Finish(session, outcome) with { Show = terminal => RunSummary.Show(terminal, Path.GetFileName(_request.Path), outcome, _summary) };
    }

    private Outcome Invoke(GuestSession session)
    {
        GuestOutcome outcome = session.Invoke(_request.Invoke[0], [.. _request.Invoke.Skip(1)]);
        return Finish(session, outcome) with { Show = terminal => ShowResults(terminal, outcome) };
    }

    private static void ShowResults(Terminal terminal, GuestOutcome outcome)
    {
        foreach (GuestValue value in outcome.Results)
            terminal.Output.WriteLine($"{value.Type} {value}");
    }

    private Outcome Stream(GuestSession session)
    {
        if (_request.Arguments.Count == 0)
            throw new NfException(Status.Usage, $"{_request.Path} turns bytes into bytes: give one or more files, or - for standard input.");
        List<(string File, string Output)> outputs = [];
        GuestOutcome outcome = session.Use(() => Feed(session, outputs));
        JsonArray results = [];
        foreach ((string file, string output) in outputs)
            results.Add((JsonNode)new JsonObject { ["file"] = file, ["output"] = output });
        Outcome finished = Finish(session, outcome);
        finished.Fields["results"] = results;
        return finished with { Show = terminal => ShowOutputs(terminal, outputs) };
    }

    private static void ShowOutputs(Terminal terminal, List<(string File, string Output)> outputs)
    {
        foreach ((string file, string output) in outputs)
            terminal.Output.WriteLine($"{output}  {file}");
    }

    private Status Feed(GuestSession session, List<(string File, string Output)> outputs)
    {
        foreach (string file in _request.Arguments)
        {
            using Stream input = file == StandardInput ? Console.OpenStandardInput() : Files.OpenRead(file);
            Status status = StreamGuest.Feed(session, input, out byte[] output);
            if (status != Status.Ok)
                return status;
            outputs.Add((file, Convert.ToHexStringLower(output)));
        }
        return Status.Ok;
    }

    private Outcome Finish(GuestSession session, GuestOutcome outcome)
    {
        JsonObject fields = new()
        {
            ["wasm"] = _request.Path,
            ["target"] = "simulated",
            ["board"] = _request.Board,
            ["ticks"] = outcome.Ticks,
            ["digest"] = outcome.Digest,
            ["results"] = JsonValues.Of(outcome.Results),
            ["exit_code"] = outcome.ExitCode,
            ["engine_arena_peak_bytes"] = session.ArenaPeakBytes,
        };
        if (_request.Trace)
            fields["trace"] = _traceLines;
        return new Outcome(outcome.Status, fields, outcome.Error);
    }
}
