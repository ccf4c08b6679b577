using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Runs a guest in this process.</summary>
internal sealed class SimulatedRun
{
    private const string StandardInput = "-";

    private readonly RunRequest _request;
    private readonly GuestLimits _limits;
    private readonly GuestInput _input;
    private readonly RunRecorder _recorder;
    private readonly AheadLibrary? _ahead;

    public SimulatedRun(Terminal terminal, RunRequest request)
    {
        _request = request;
        GuestInput input = GuestInput.Open(request.Path, request.Scenario, request.Ticks);
        BoardDescription? board = request.Board is { } name ? BoardReader.Read(name) : null;
        EngineChoice engine = EngineChoice.Of(request.Engine, request.Checks, input.File, board);
        _limits = Limits(request, board?.For(engine.Engine));
        _input = input.Packed(_limits.Limits, engine.Engine);
        _recorder = new RunRecorder(terminal, request.Trace);
        if (engine.Engine == GuestEngine.Aot)
            _ahead = AheadGuest.Load(terminal, _input.File, engine.Checks);
    }

    public Outcome Execute()
    {
        byte[] scenario = _input.EncodeScenario(isFromOutside: false);
        using GuestSession session = new(_input.File, _limits, scenario, _request.Arguments, _recorder.OnTraceLine, _ahead);
        if (_request.Invoke.Count != 0)
            return Invoke(session);
        return StreamGuest.Is(session.Description) ? Stream(session) : Finish(session, session.Run());
    }

    private static GuestLimits Limits(RunRequest request, BoardDescription? board)
    {
        GuestLimits limits = board != null ? BoardGuest.Limits(board) : GuestLimits.Desktop;
        InstanceLimits asked = limits.Limits;
        asked.Fuel = request.Fuel ?? asked.Fuel;
        asked.CallDepth = request.Depth ?? asked.CallDepth;
        return limits with { Limits = asked };
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
            throw new NfException(Status.Usage,
                $"{_request.Path} turns bytes into bytes: give one or more files, or - for standard input.");
        List<(string File, string Output)> outputs = [];
        Outcome finished = Finish(session, session.Use(() => Feed(session, outputs)));
        JsonArray results = [];
        foreach ((string file, string output) in outputs)
            results.Add((JsonNode)new JsonObject { ["file"] = file, ["output"] = output });
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
        if (_request.Dump is { } dump)
            Files.Write(dump, session.LinearMemory);
        Outcome finished = _recorder.Finish(_input, "simulated", _request.Board, outcome);
        finished.Fields["engine_arena_peak_bytes"] = session.ArenaPeakBytes;
        return finished;
    }
}
