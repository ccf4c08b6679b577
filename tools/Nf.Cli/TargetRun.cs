using System;
using System.Collections.Generic;
using System.Linq;
using Nf.Build;
using Nf.Emulation;
using Nf.Errors;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>`nf run --target`: the guest in the heapless program of a Linux target.</summary>
internal static class TargetRun
{
    public static Outcome Execute(Terminal terminal, RunRequest request)
    {
        string target = request.Target!;
        IEnumerable<string> targets = BoardReader.Names().Where(name => !BoardReader.Read(name).IsCortexM);
        if (!targets.Contains(target))
            throw new NfException(Status.BoardNotFound,
                $"There is no target '{target}': there are {string.Join(", ", targets)}. For a board use `nf flash --emulate`.");
        if (request.Board != null || request.Invoke.Count != 0 || request.Dump != null)
            throw new NfException(Status.Usage,
                "--target runs the guest as it is on that target: it does not go with --board, --invoke or --dump.");
        BoardDescription board = BoardReader.Read(target);
        InstanceLimits limits = BoardGuest.Ceilings(board.Limits);
        limits.Fuel = request.Fuel ?? limits.Fuel;
        limits.CallDepth = request.Depth ?? limits.CallDepth;
        GuestInput input = GuestInput.Open(request.Path, request.Scenario, request.Ticks);
        EngineChoice engine = EngineChoice.Of(request.Engine, request.Checks, input.File, board);
        return new ImageRun(terminal, input.Packed(in limits, engine.Engine), board, engine, request.Trace).Execute(request.Arguments);
    }
}
