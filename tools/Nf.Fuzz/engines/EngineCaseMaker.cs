using System.Collections.Generic;
using System.Text;
using Nf.Errors;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Makes cases for <see cref="EngineWorker"/> of modules.</summary>
internal static unsafe class EngineCaseMaker
{
    /// <summary>Room enough that fuel and depth alone end a call.</summary>
    public static PackageOptions Options { get; } = InputSource.Options with { StackBytes = EngineRoom.StackBytes };
    private static readonly ValidationLimits s_limits = new() { Values = Interpreter.ValuesMax, Nesting = 500 };

    /// <summary>Makes one: NaNs become the same on every engine, each global is exported to be seen.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="source">A module, valid or not; a package stays as it is.</param>
    /// <param name="random">Chooses arguments.</param>
    /// <returns>Null when the module is not valid or can't be packed.</returns>
    public static EngineCase? Make(long iteration, byte[] source, FuzzRandom random)
    {
        if (!IsValid(source))
            return null;
        if (Packager.IsPackage(source))
            return new EngineCase(iteration, source, source, Calls(FuzzModule.Read(source), random));
        FuzzModule module = FuzzModule.Read(source);
        NanCanonicalizer.Apply(module);
        List<PackageCall> calls = Calls(module, random);
        for (int i = 0; i < module.Globals.Count; i++)
            module.Exports.Add((Encoding.UTF8.GetBytes($"fuzz:global {i}"), ExternalKind.Global, (uint)i));
        try
        {
            return new EngineCase(iteration, source, Packager.Pack(module.Encode(), Options).Wasm, calls);
        }
        catch (NfException)
        {
            return null;
        }
    }

    private static bool IsValid(byte[] source)
    {
        fixed (byte* bytes = source)
        {
            if (WasmModule.Open(bytes, source.Length, Interpreter.SourceRules, out WasmModule module, out _) != Status.Ok)
                return false;
            // What only looks like a package is none.
            ValidationRules rules = Interpreter.SourceRules | (module.HasManifest ? ValidationRules.RequireMetered : ValidationRules.Source);
            byte[] scratch = new byte[Validator.ScratchBytes(in module, in s_limits)];
            return Validator.Run(in module, rules, in s_limits, scratch, out _, out _) == Status.Ok;
        }
    }

    private static List<PackageCall> Calls(FuzzModule module, FuzzRandom random)
    {
        const int CallsMax = 5;
        List<PackageCall> calls = [];
        for (int i = 0; i < module.Exports.Count && calls.Count < CallsMax; i++)
        {
            (_, ExternalKind kind, uint index) = module.Exports[i];
            if (kind != ExternalKind.Function)
                continue;
            byte[] types = module.TypeOf(index).Parameters;
            ulong[] arguments = new ulong[types.Length];
            for (int k = 0; k < types.Length; k++)
                arguments[k] = Boundaries.Pick(random, (WasmType)types[k]);
            calls.Add(new PackageCall(i, arguments));
        }
        return calls;
    }
}
