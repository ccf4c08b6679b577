using System.Collections.Generic;
using System.Linq;
using System.Text;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>Words for what a command expects and for what was found.</summary>
internal static class OutcomeText
{
    /// <summary>The command as a person knows it from the file.</summary>
    public static string Name(WastCommand command) => command switch
    {
        { Field: null, RegisteredName: { } name } => $"register {Quote(name)}",
        { Field: null } => command.Type,
        { IsInvoke: true } => $"{command.Type} {Quote(command.Field)}({Join(command.Arguments)})",
        _ => $"{command.Type} global {Quote(command.Field)}",
    };

    /// <summary>What it expects.</summary>
    public static string Expected(WastCommand command) => command.Type switch
    {
        "module" or "register" => "an instance",
        "action" => "no trap",
        "assert_return" => command.Expected.Count == 0 ? "no results" : Join(command.Expected),
        "assert_trap" or "assert_uninstantiable" => $"{TrapText.Parse(command.Text)} ({command.Text})",
        "assert_exhaustion" => $"{Status.TrapStackOverflow} ({command.Text})",
        _ => $"refused ({command.Text})",
    };

    /// <summary>What was found.</summary>
    public static string Found(WastCommand command, in CommandResult result)
    {
        if (result.ResultIndex != CommandResult.NoResult) return Result(command, in result);
        if (result.Found == Status.Ok) return command.Field == null ? "it was taken" : "it returned";
        if (result.Found == Status.NotFound) return "there is no such module";
        if (result.Load.Detail == LoadDetail.None) return result.Found.ToString();
        string detail = Encoding.ASCII.GetString(LoadDetailText.Of(result.Load.Detail));
        string function = result.Load.FunctionIndex < 0 ? "" : $" in function {result.Load.FunctionIndex}";
        return $"{result.Found} at byte {result.Load.Offset}{function}: {detail}";
    }

    private static string Result(WastCommand command, in CommandResult result)
    {
        WasmType type = command.Expected[result.ResultIndex].Pattern.Type;
        string place = command.Expected.Count == 1 ? "" : $"result {result.ResultIndex} is ";
        return place + WastValue.Describe(type, result.Cell);
    }

    private static string Join(IEnumerable<WastValue> values) => string.Join(", ", values.Select(value => value.ToString()));

    // Names of the tests hold control characters.
    private static string Quote(string name)
    {
        StringBuilder text = new("\"");
        foreach (char character in name)
            text.Append(char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString());
        return text.Append('"').ToString();
    }
}
