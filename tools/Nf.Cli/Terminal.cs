using System;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nf.Errors;
using Spectre.Console;

namespace Nf.Cli;

/// <summary>Where a verb's result goes: text for a person, or one JSON object. Progress and errors go to standard error.</summary>
internal sealed class Terminal
{
    private const int WidthWithoutTerminal = 160;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Terminal(TextWriter output, TextWriter error, bool isJson)
    {
        Output = output;
        Error = error;
        IsJson = isJson;
        Tables = Console(output, System.Console.IsOutputRedirected);
    }

    /// <summary>For results.</summary>
    public TextWriter Output { get; }

    /// <summary>For progress and errors.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether the result is a JSON object.</summary>
    public bool IsJson { get; }

    /// <summary>For results that are tables.</summary>
    public IAnsiConsole Tables { get; }

    /// <summary>Tells a person what takes so long.</summary>
    public void Progress(string step) => Error.WriteLine($"nf: {step}");

    /// <summary>Shows a person how far work of many steps has come.</summary>
    /// <param name="what">The work.</param>
    /// <param name="steps">Their number.</param>
    /// <param name="work">Calls its argument after each step, from any thread.</param>
    public void Follow(string what, int steps, Action<Action> work) =>
        Console(Error, System.Console.IsErrorRedirected).Progress().AutoClear(true).Start(progress =>
        {
            ProgressTask task = progress.AddTask(Markup.Escape(what), maxValue: Math.Max(steps, 1));
            work(() => task.Increment(1));
        });

    /// <summary>Shows a person how many bytes of many were moved.</summary>
    /// <param name="what">What is moved.</param>
    /// <param name="bytes">All of them.</param>
    /// <param name="work">Tells its argument how many there are so far.</param>
    public void FollowBytes(string what, long bytes, Action<Action<long>> work) =>
        Console(Error, System.Console.IsErrorRedirected).Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(),
                new DownloadedColumn(), new TransferSpeedColumn())
            .Start(progress =>
            {
                ProgressTask task = progress.AddTask(Markup.Escape(what), maxValue: Math.Max(bytes, 1));
                work(reached => task.Value = reached);
            });

    /// <summary>Shows a person what is done at the moment, and lines that stay; nothing of it in JSON.</summary>
    /// <param name="what">The work.</param>
    /// <param name="work">Tells its first argument what it does now; gives its second one lines that stay, with their colour.</param>
    public void Watch(string what, Action<Action<string>, Action<string, string>> work)
    {
        if (IsJson)
            work(_ => { }, (_, _) => { });
        else if (System.Console.IsOutputRedirected || Output != System.Console.Out)
            work(_ => { }, (_, line) => Output.WriteLine(line));
        else
            Tables.Status().Start(Markup.Escape(what), status => work(
                now => status.Status(Markup.Escape(now)),
                (colour, line) => Tables.MarkupLine($"[{colour}]{Markup.Escape(line)}[/]")));
    }

    /// <summary>Runs a verb to its exit code. Whatever it throws becomes one line.</summary>
    public int Finish(Func<Outcome> verb)
    {
        Outcome outcome = Catch(verb);
        if (IsJson)
            WriteJson(outcome);
        else
            WriteText(outcome);
        return (int)outcome.Status;
    }

    private static Outcome Catch(Func<Outcome> verb)
    {
        try
        {
            return verb();
        }
        catch (NfException error)
        {
            return Outcome.Failure(error.Status, error.Message);
        }
        catch (IOException error)
        {
            return Outcome.Failure(Status.IoError, $"Something could not be read or written: {FirstLine(error.Message)}");
        }
        catch (Exception error)
        {
            string log = CrashLog.Write(error);
            string what = $"This is a fault of nf itself: {FirstLine(error.Message)} The details are in {log}.";
            return Outcome.Failure(Status.InternalError, what);
        }
    }

    private void WriteJson(Outcome outcome)
    {
        JsonObject json = new()
        {
            ["status"] = (int)outcome.Status,
            ["status_name"] = outcome.Status.ToString(),
        };
        if (outcome.Error != null)
            json["error"] = outcome.Error;
        foreach ((string key, JsonNode? value) in outcome.Fields)
            json[key] = value?.DeepClone();
        Output.WriteLine(json.ToJsonString(s_json));
    }

    private void WriteText(Outcome outcome)
    {
        outcome.Show?.Invoke(this);
        Output.Flush();
        if (outcome.Error != null)
            Error.WriteLine($"nf: {outcome.Error}");
    }

    private static IAnsiConsole Console(TextWriter writer, bool isPlain)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(writer),
        });
        if (isPlain)
            console.Profile.Width = WidthWithoutTerminal;
        return console;
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('.', '\r') + ".";
}
