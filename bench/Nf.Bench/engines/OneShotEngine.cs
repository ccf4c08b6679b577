using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Nf.Build;
using Nf.Errors;

namespace Nf.Bench;

/// <summary>
/// wabt's wasm-interp: a new process for each call, since it takes no arguments for an export. The module is a copy that exports one function
/// without parameters, which calls the kernel. Counts the processor time of the process, less that of a call of no rounds.
/// </summary>
internal sealed partial class OneShotEngine : IKernelEngine
{
    private readonly string _program;
    private readonly byte[] _module;
    private readonly string _copy = Path.GetTempFileName();

    public OneShotEngine(string program, byte[] module)
    {
        _program = program;
        _module = module;
    }

    public long? PeakKib => null;

    public Sample Run(Kernel kernel, uint rounds)
    {
        Sample empty = Call(kernel, 0), full = Call(kernel, rounds);
        return full with { Nanoseconds = Math.Max(full.Nanoseconds - empty.Nanoseconds, 0) };
    }

    public double? Load() => null;

    public void Dispose() => File.Delete(_copy);

    private Sample Call(Kernel kernel, uint rounds)
    {
        File.WriteAllBytes(_copy, KernelModules.WithCall(_module, kernel, rounds));
        ProcessStartInfo start = new(_program, [_copy, "--run-all-exports"]) { RedirectStandardOutput = true, WorkingDirectory = Repository.Root };
        ulong begin = NativeBaseline.ChildrenNanoseconds();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double nanoseconds = NativeBaseline.ChildrenNanoseconds() - begin;
        Match match = Result().Match(output);
        return match.Success
            ? new Sample(ulong.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), nanoseconds)
            : throw new NfException(Status.IoError, $"wasm-interp: it wrote '{output.Trim()}', but must write the result of one call.");
    }

    [GeneratedRegex(@"^\w+\(\) => i64:(\d+)\s*$")]
    private static partial Regex Result();
}
