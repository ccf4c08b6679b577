using System.Text.Json.Nodes;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Takes a run's trace, as it happens, to where it belongs, and makes the run's outcome.</summary>
internal sealed class RunRecorder
{
    private readonly Terminal _terminal;
    private readonly bool _isTraceShown;
    private readonly TraceSummary _summary = new();
    private readonly JsonArray _lines = [];

    public RunRecorder(Terminal terminal, bool isTraceShown)
    {
        _terminal = terminal;
        _isTraceShown = isTraceShown;
    }

    /// <summary>Takes the next line.</summary>
    public void OnTraceLine(string line)
    {
        _summary.Add(line);
        if (!_isTraceShown)
            return;
        if (_terminal.IsJson)
            _lines.Add((JsonNode)line);
        else
            _terminal.Output.WriteLine(line);
    }

    /// <summary>Takes a line that the guest itself wrote.</summary>
    public void OnOutput(string line) => (_terminal.IsJson ? _terminal.Error : _terminal.Output).WriteLine(line);

    /// <summary>The outcome of a run, the same keys wherever the guest ran.</summary>
    /// <param name="input">The guest.</param>
    /// <param name="target">"simulated", or the board or Linux target for which an image was built.</param>
    /// <param name="board">The board whose limits held; null for a desktop's.</param>
    /// <param name="guest">How the run ended.</param>
    public Outcome Finish(GuestInput input, string target, string? board, GuestOutcome guest)
    {
        JsonObject fields = new()
        {
            ["wasm"] = input.File.WasmPath,
            ["target"] = target,
            ["board"] = board,
            ["ticks"] = guest.Ticks,
            ["fuel"] = guest.Fuel,
            ["digest"] = guest.Digest,
            ["results"] = JsonValues.Of(guest.Results),
            ["exit_code"] = guest.ExitCode,
            ["stack_used_bytes"] = guest.StackUsedBytes,
            ["stack_bytes"] = guest.StackBytes,
        };
        if (_isTraceShown)
            fields["trace"] = _lines;
        string where = target == "simulated" ? "simulated" : "on " + target;
        return new Outcome(guest.Status, fields, guest.Error)
        {
            Show = terminal => RunSummary.Show(terminal, $"{input.File.Name} {where}", guest, _summary),
        };
    }
}
