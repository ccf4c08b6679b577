using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace Nf.Fuzz;

/// <summary>How a worker process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 and more, or -1, when it died.</param>
/// <param name="HasHung">Whether it was stopped because an iteration did not end.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
internal sealed record WorkerEnd(int ExitCode, bool HasHung, string Errors)
{
    /// <summary>Whether it ran all of its iterations.</summary>
    public bool IsComplete => ExitCode == 0 && !HasHung;
}

/// <summary>Runs iterations in a process of their own.</summary>
internal static class WorkerProcess
{
    private const int PollMs = 100;
    private const int ErrorCharactersMax = 2000;

    /// <summary>Runs one and waits for its end.</summary>
    /// <param name="request">What it is told.</param>
    /// <param name="hang">An iteration that takes longer than this hangs.</param>
    /// <param name="progress">Called all the time with what the worker has counted.</param>
    public static WorkerEnd Run(WorkerRequest request, TimeSpan hang, Action<ProgressPage>? progress = null)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Nf.Fuzz.dll"));
        foreach (string argument in request.ToArguments())
            start.ArgumentList.Add(argument);
        // A dump of each crash is minutes of work, and the input is all that is needed.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        using Process process = new() { StartInfo = start };
        StringBuilder errors = new();
        process.ErrorDataReceived += (_, data) =>
        {
            if (data.Data != null && errors.Length < ErrorCharactersMax)
                errors.AppendLine(data.Data);
        };
        using ProgressPage page = new(Path.Combine(request.Folder, "progress"));
        process.Start();
        process.BeginErrorReadLine();
        bool hasHung = !Watch(process, page, hang, progress);
        if (hasHung)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return new WorkerEnd(process.ExitCode, hasHung, errors.ToString());
    }

    // False when an iteration takes too long.
    private static bool Watch(Process process, ProgressPage page, TimeSpan hang, Action<ProgressPage>? progress)
    {
        Stopwatch watch = Stopwatch.StartNew();
        long begun = -1;
        while (!process.WaitForExit(PollMs))
        {
            progress?.Invoke(page);
            long now = Volatile.Read(ref page.Begun);
            if (now != begun)
            {
                begun = now;
                watch.Restart();
            }
            else if (watch.Elapsed > hang)
            {
                return false;
            }
        }
        return true;
    }
}
