using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>The options of `nf pack` about when a guest runs and what happens when it fails.</summary>
internal sealed class SupervisionFlags
{
    private readonly Option<ulong?> _period = Duration("--period", "Time between two ticks; 0: events only. 100ms otherwise.");
    private readonly Option<ulong?> _deadline = Duration("--deadline", "Time that a call may take; the period otherwise.");
    private readonly Option<ulong?> _gap = Duration("--gap", "The least time between two event calls; the period otherwise.");
    private readonly Option<uint?> _memory = CommonOptions.Number<uint>(
        "--memory-bytes", "Linear memory that is needed where a board has less than the pages; whole pages otherwise.");
    private readonly Option<ushort?> _trial = CommonOptions.Number<ushort>(
        "--trial-runs", "Good runs after which a new package counts as healthy, 1 to 65535; 10 otherwise.");
    private readonly Option<FaultPolicy?> _policy = Parsed<FaultPolicy>(
        "--policy", "WORD", $"What happens after a fault: {FaultPolicyName.All}; restart otherwise.", FaultPolicyName.TryParse, FaultPolicyName.All);
    private readonly Option<byte?> _restarts = CommonOptions.Number<byte>(
        "--restarts-max", "Restarts in a row before the guest stays stopped, 0 to 255; 5 otherwise.");
    private readonly Option<ulong?> _backoff = Duration("--backoff", "The first pause before a restart; it doubles. 100ms otherwise.");
    private readonly Option<ulong?> _backoffMax = Duration("--backoff-max", "The longest pause before a restart; 10s otherwise.");
    private readonly Option<SafeOutput[]?> _outputs = SafeOutputs();

    private delegate bool Parse<T>(string text, out T value);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
        [_period, _deadline, _gap, _memory, _trial, _policy, _restarts, _backoff, _backoffMax, _outputs];

    /// <summary>What was given.</summary>
    public SupervisionOptions Of(ParseResult parsed) => new()
    {
        Period = parsed.GetValue(_period),
        Deadline = parsed.GetValue(_deadline),
        Gap = parsed.GetValue(_gap),
        MemoryBytes = parsed.GetValue(_memory),
        TrialRuns = parsed.GetValue(_trial),
        Policy = parsed.GetValue(_policy),
        RestartsMax = parsed.GetValue(_restarts),
        Backoff = parsed.GetValue(_backoff),
        BackoffMax = parsed.GetValue(_backoffMax),
        SafeOutputs = parsed.GetValue(_outputs) is { Length: > 0 } outputs ? outputs : null,
    };

    private static Option<ulong?> Duration(string name, string description) =>
        Parsed<ulong>(name, "TIME", description, DurationText.TryParse, DurationText.Form);

    private static Option<T?> Parsed<T>(string name, string word, string description, Parse<T> parse, string form)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = word,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (parse(text, out T value))
                    return value;
                result.AddError($"{name} is '{text}', but must be {form}");
                return null;
            },
        };

    private static Option<SafeOutput[]?> SafeOutputs() => new("--safe-output")
    {
        Description = "An output of the safe state, as PF0=low; may be given several times.",
        HelpName = "PIN=LEVEL",
        CustomParser = result =>
        {
            List<SafeOutput> outputs = [];
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (SafeOutput.TryParse(text, out SafeOutput output))
                    outputs.Add(output);
                else
                    result.AddError($"--safe-output is '{text}', but must be {SafeOutput.Form}");
            }
            return [.. outputs];
        },
    };
}
