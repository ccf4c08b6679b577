using System.CommandLine;
using Nf.Build;
using Nf.Runtime;

namespace Nf.Cli;

/// <summary>`nf run`: a guest on a simulated board, in this process or as the heapless program of a Linux target.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.GuestPath();
        Argument<string[]> arguments = new("ARGS")
        {
            Description = "The guest's arguments (behind -- if they begin with a dash), or the files that a stream guest reads "
                + "(- is standard input).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> board = new("--board") { Description = "Simulate the limits and the memory of this board.", HelpName = "NAME" };
        Option<string?> target = new("--target")
        {
            Description = "Build and run the heapless program for linux-x64, linux-arm64 or linux-arm instead.",
            HelpName = "TARGET",
        };
        Option<string?> scenario = CommonOptions.Scenario();
        Option<uint?> ticks = CommonOptions.Ticks();
        Option<ulong?> fuel = CommonOptions.Number<ulong>("--fuel", "Fuel of a call in units, 1 to 2^62; what the board or desktop gives otherwise.");
        Option<uint?> depth = CommonOptions.Number<uint>("--depth", "Calls that may nest; what the board or desktop gives otherwise.");
        Option<GuestEngine?> engine = EngineOptions.Engine(
            "interpreter, or aot: compiled ahead of time by wasm2c and gcc; what the package or nf.yaml says otherwise, else interpreter.");
        Option<AheadChecks?> checks = EngineOptions.Checks();
        Option<bool> trace = CommonOptions.Trace();
        Option<string[]> invoke = new("--invoke")
        {
            Description = "Call this export with these arguments instead of running the guest.",
            HelpName = "NAME ARGS...",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string?> dump = new("--dump")
        {
            Description = "Write the linear memory as the guest leaves it; tools/inspect/bucket.mjs shows what is in it.",
            HelpName = "FILE",
        };
        Command command = new("run", """
            Runs a guest and shows what it did.

            Examples:
              nf run examples/thermostat --ticks 50
              nf run examples/sha256 README.md
              nf run examples/kernels --invoke run 10
              nf run examples/kernels --engine aot --invoke run 1000
              nf run examples/kernels --invoke run 10 --fuel 1000000
              nf run examples/kernels --dump memory.bin --invoke run 10
              nf run examples/wasi-hello 0 more -- --words
            """)
        {
            path, arguments, board, target, scenario, ticks, fuel, depth, engine, checks, trace, dump, invoke, CommonOptions.Json(),
        };
        command.SetAction(parsed => terminal.Finish(() =>
        {
            RunRequest request = new()
            {
                Path = parsed.GetValue(path)!,
                Arguments = parsed.GetValue(arguments) ?? [],
                Board = parsed.GetValue(board),
                Target = parsed.GetValue(target),
                Scenario = parsed.GetValue(scenario),
                Ticks = parsed.GetValue(ticks),
                Fuel = parsed.GetValue(fuel),
                Depth = parsed.GetValue(depth),
                Engine = parsed.GetValue(engine),
                Checks = parsed.GetValue(checks),
                Trace = parsed.GetValue(trace),
                Dump = parsed.GetValue(dump),
                Invoke = parsed.GetValue(invoke) ?? [],
            };
            return request.Target == null ? new SimulatedRun(terminal, request).Execute() : TargetRun.Execute(terminal, request);
        }));
        return command;
    }
}
