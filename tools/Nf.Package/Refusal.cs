using System.Text;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Package;

/// <summary>Words for a module that cannot be packed.</summary>
internal static class Refusal
{
    /// <summary>What was wrong, and where.</summary>
    public static NfException Of(in LoadError error)
    {
        string what = error.Feature == WasmFeature.None
            ? Encoding.ASCII.GetString(LoadDetailText.Of(error.Detail))
            : $"feature not supported: {Encoding.ASCII.GetString(WasmFeatureText.Of(error.Feature))}";
        return new NfException(error.Status, $"The module is refused{Place(error.Offset)}: {what}.{Advice(error.Feature)}");
    }

    private static string Advice(WasmFeature feature) =>
        feature is WasmFeature.ReferenceTypes or WasmFeature.MultipleTables or WasmFeature.ExtendedConstants
            ? " The interpreter does not take it; compiled ahead of time it runs (--engine aot)."
            : "";

    private static string Place(int offset) => offset < 0 ? "" : $" at byte {offset} (0x{offset:x})";
}
