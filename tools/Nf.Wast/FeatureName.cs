using System;
using System.Text;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>The names under which commands are counted that show nothing.</summary>
public static class FeatureName
{
    /// <summary>Modules in the text format: they are not about the binary.</summary>
    public const string TextFormat = "text format";

    /// <summary>A module that imports what another one exports.</summary>
    public const string ImportsBetweenModules = "imports between modules";

    /// <summary>More instances at a time than there are slots.</summary>
    public const string Instances = "limit: instances at a time";

    /// <summary>More bytes of script than the board has flash for.</summary>
    public const string Flash = "limit: flash of the board";

    /// <summary>Calls nest deeper than the stacks of a board allow.</summary>
    public const string Depth = "limit: depth of calls on the board";

    /// <summary>A memory that grows past what a board has.</summary>
    public const string Growth = "limit: memory.grow on the board";

    /// <summary>Whether a name is that of a limit, which another target may not have.</summary>
    public static bool IsLimit(string feature) => feature.StartsWith("limit: ", StringComparison.Ordinal);

    /// <summary>A feature's own name.</summary>
    public static string Of(WasmFeature feature) => Encoding.ASCII.GetString(WasmFeatureText.Of(feature));

    /// <summary>What stood between a command and what it would have shown.</summary>
    /// <param name="result">A command that is unsupported.</param>
    public static string Of(in CommandResult result)
    {
        if (result.Found == Status.Full) return Instances;
        if (result.Load.Feature != WasmFeature.None) return Of(result.Load.Feature);
        // The module that it imports from was refused.
        if (result.Load.Detail == LoadDetail.ImportName) return ImportsBetweenModules;
        string detail = Encoding.ASCII.GetString(LoadDetailText.Of(result.Load.Detail));
        return result.Found == Status.FeatureNotSupported ? $"refused: {detail}" : $"limit: {detail}";
    }
}
