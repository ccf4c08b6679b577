using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>What a package's code says about itself; whether that is right, validation finds out.</summary>
/// <param name="Functions">Functions that it defines.</param>
/// <param name="ChargedFunctions">Those of them that take a level of depth.</param>
/// <param name="Charges">Charges of fuel with a constant: one a function and one a loop.</param>
/// <param name="StaticCost">Sum of these constants, in units of fuel.</param>
/// <param name="Used">What it uses beyond WebAssembly 1.0, by name, with the number of uses.</param>
/// <param name="Lowered">Calls of the functions that stand for lowered instructions, by name.</param>
public sealed record MeteringSummary(
    int Functions,
    int ChargedFunctions,
    int Charges,
    ulong StaticCost,
    IReadOnlyDictionary<string, int> Used,
    IReadOnlyDictionary<string, int> Lowered)
{
    /// <summary>Reads a package.</summary>
    /// <exception cref="NfException">Its binary format is broken.</exception>
    public static MeteringSummary Of(ReadOnlySpan<byte> package)
    {
        SourceModule module = ModuleReader.Read(package.ToArray());
        FeatureCount features = new(EngineRules.Of(GuestEngine.Aot));
        features.Add(module);
        SortedDictionary<string, int> lowered = new(StringComparer.Ordinal);
        List<(uint Global, ulong Cost)> charges = [];
        foreach (FunctionBody function in module.Functions)
            Read(module, function, features, lowered, charges);
        uint depth = (uint)module.Globals.Count - 1;
        ulong[] costs = [.. charges.Where(charge => charge.Global != depth).Select(charge => charge.Cost)];
        return new MeteringSummary(
            module.Functions.Count,
            charges.Count - costs.Length,
            costs.Length,
            costs.Aggregate(0ul, (sum, cost) => sum + cost),
            features.Used,
            lowered);
    }

    // A charge with a constant begins with global.get, i64.const, i64.sub; a package has none of these globals elsewhere.
    private static void Read(
        SourceModule module, FunctionBody function, FeatureCount features, SortedDictionary<string, int> lowered,
        List<(uint Global, ulong Cost)> charges)
    {
        uint fuel = (uint)module.Globals.Count - 2;
        Instruction global = default, constant = default;
        WasmReader code = module.Code(function);
        while (!code.AtEnd)
        {
            Instruction.Read(ref code, out Instruction instruction);
            if (code.Failed)
                throw Refusal.Of(code.Error);
            features.Add(in instruction);
            bool isCharge = global.Opcode == Opcode.GlobalGet && global.Index >= fuel
                && constant.Opcode == Opcode.I64Const && instruction.Opcode == Opcode.I64Sub;
            if (isCharge)
                charges.Add((global.Index, constant.Constant));
            if (instruction.Opcode == Opcode.Call && instruction.Index < (uint)module.Imports.Count)
                CountLowered(module, instruction.Index, lowered);
            (global, constant) = (constant, instruction);
        }
    }

    private static void CountLowered(SourceModule module, uint function, SortedDictionary<string, int> lowered)
    {
        (byte[] from, byte[] name, _) = module.Imports[(int)function];
        if (!from.AsSpan().SequenceEqual(LoweredFunctions.Module))
            return;
        string text = Encoding.UTF8.GetString(name);
        lowered[text] = lowered.GetValueOrDefault(text) + 1;
    }
}
