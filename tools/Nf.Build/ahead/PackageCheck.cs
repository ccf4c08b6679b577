using System.Buffers;
using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>Whether a module may be compiled ahead of time: what runs natively is validated before, with its metering.</summary>
internal static unsafe class PackageCheck
{
    // As many as the formats allow is too many for a table of them; no compiler's output comes near.
    private static readonly ValidationLimits s_limits = new() { Values = 1_000_000, Nesting = 10_000 };

    /// <summary>Checks it. A module without a manifest is not metered, and taken as it is: for trusted code only.</summary>
    /// <exception cref="NfException">It is not valid, or its metering is not.</exception>
    public static void Check(byte[] wasm, string name)
    {
        fixed (byte* bytes = wasm)
        {
            Status status = WasmModule.Open(bytes, wasm.Length, out WasmModule module, out LoadError error);
            if (status == Status.Ok)
            {
                byte[] scratch = ArrayPool<byte>.Shared.Rent((int)Validator.ScratchBytes(in module, in s_limits));
                ValidationRules rules = AheadOfTime.Rules | (module.HasManifest ? ValidationRules.RequireMetered : ValidationRules.Source);
                status = Validator.Run(in module, rules, in s_limits, scratch, out _, out error);
                ArrayPool<byte>.Shared.Return(scratch);
            }
            if (status != Status.Ok)
                throw new NfException(status, $"{name}: {What(in error)} at byte {error.Offset}");
        }
    }

    private static string What(in LoadError error) => error.Feature == WasmFeature.None
        ? Encoding.ASCII.GetString(LoadDetailText.Of(error.Detail))
        : $"feature not supported: {Encoding.ASCII.GetString(WasmFeatureText.Of(error.Feature))}";
}
