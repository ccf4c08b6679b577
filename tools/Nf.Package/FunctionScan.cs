using System.Collections.Generic;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What must be known of a function before its first byte is written: what its regions cost and what it needs.</summary>
internal sealed class FunctionScan
{
    private readonly EngineRules _engine;
    private readonly List<ulong> _regions = [];

    private FunctionScan(EngineRules engine) => _engine = engine;

    /// <summary>The cost of each region: the function's own, then its loops' in the order in which they begin.</summary>
    public IReadOnlyList<ulong> Regions => _regions;

    /// <summary>Whether it needs a local for the length of a bulk instruction.</summary>
    public bool NeedsLength { get; private set; }

    /// <summary>Scans a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="engine">What it is lowered for.</param>
    /// <param name="needs">Collects what the function's instructions need of the module.</param>
    public static FunctionScan Of(LoweredBody function, EngineRules engine, ModuleNeeds needs)
    {
        FunctionScan scan = new(engine);
        scan._regions.Add((ulong)function.Results.Count * FuelCost.Of(Opcode.LocalGet));
        Stack<int> open = new([0]);
        WasmReader code = function.Reader();
        while (!code.AtEnd)
        {
            Instruction.Read(ref code, out Instruction instruction);
            needs.Add(in instruction);
            scan.Add(instruction.Opcode, open);
        }
        uint locals = function.LocalCount + (scan.NeedsLength ? 2u : 1u);
        scan._regions[0] += FuelCost.Function(locals);
        return scan;
    }

    // Each open block knows its region; a loop begins one.
    private void Add(Opcode opcode, Stack<int> open)
    {
        _regions[open.Peek()] += CostOf(opcode);
        switch (opcode)
        {
            case Opcode.Loop:
                open.Push(_regions.Count);
                _regions.Add(FuelCost.Loop);
                break;
            case Opcode.Block or Opcode.If:
                open.Push(open.Peek());
                break;
            case Opcode.End:
                open.Pop();
                break;
            default:
                NeedsLength |= FuelCost.IsBulk(opcode);
                break;
        }
    }

    // Of what stands for the instruction in the package.
    private uint CostOf(Opcode opcode) => opcode switch
    {
        _ when !_engine.LowersBulk => FuelCost.Of(opcode),
        Opcode.DataDrop or Opcode.ElemDrop => FuelCost.Of(Opcode.I32Const) + FuelCost.Of(Opcode.GlobalSet),
        _ => FuelCost.Of(LowerImports.Of(opcode) == null ? opcode : Opcode.Call),
    };
}
