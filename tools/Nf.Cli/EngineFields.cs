using System.Text;
using System.Text.Json.Nodes;
using Nf.Package;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Which engines can run a module, as JSON and as text.</summary>
internal static class EngineFields
{
    /// <summary>One engine's verdict.</summary>
    public static JsonObject Of(EngineVerdict verdict)
    {
        JsonObject fields = new() { ["name"] = EngineName.Of(verdict.Engine), ["runs"] = verdict.WhyNot == null };
        if (verdict.WhyNot == null)
            return fields;
        fields["why_not"] = verdict.WhyNot;
        if (verdict.Error.Feature != WasmFeature.None)
            fields["feature"] = Encoding.ASCII.GetString(WasmFeatureText.Of(verdict.Error.Feature));
        fields["offset"] = verdict.Error.Offset;
        if (verdict.Error.FunctionIndex >= 0)
            fields["function"] = verdict.Error.FunctionIndex;
        return fields;
    }

    /// <summary>Shows one engine's verdict.</summary>
    public static void Show(Terminal terminal, EngineVerdict verdict) =>
        terminal.Output.WriteLine($"engine {EngineName.Of(verdict.Engine)}: {verdict.WhyNot ?? "runs it"}");
}
