using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// Megabytes of module that are opened and validated in a second, beside wabt's <c>wasm-validate</c> on the same file: its processor time
/// in user mode less that for an empty module. The best of several runs of each.
/// </summary>
internal static unsafe class ValidationMeasurement
{
    private const int Times = 160;
    private const int Rounds = 7;

    /// <summary>Measures, and writes one line.</summary>
    public static Status Run()
    {
        using EmbeddedModule small = new("wasi-hello.wasm");
        byte[] wasm = RepeatedModule.Of(new ReadOnlySpan<byte>(small.Pointer, small.Length), Times);
        string folder = Directory.CreateTempSubdirectory("nf-validation-").FullName;
        try
        {
            string large = Path.Combine(folder, "large.wasm");
            string empty = Path.Combine(folder, "empty.wasm");
            File.WriteAllBytes(large, wasm);
            File.WriteAllBytes(empty, wasm.AsSpan(0, 8));
            double ours = double.MaxValue, theirs = double.MaxValue, startUp = double.MaxValue;
            for (int round = 0; round < Rounds; round++)
            {
                ours = Math.Min(ours, SecondsOfOurs(wasm));
                theirs = Math.Min(theirs, SecondsOfReference(large));
                startUp = Math.Min(startUp, SecondsOfReference(empty));
            }

            double megabytes = wasm.Length / 1e6;
            double reference = theirs - startUp;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"validate {megabytes:F2} MB: ours {megabytes / ours:F1} MB/s, wasm-validate {megabytes / reference:F1} MB/s, "
                + $"ratio {reference / ours:F2}"));
            return Status.Ok;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double SecondsOfOurs(byte[] wasm)
    {
        ValidationLimits limits = new() { Values = Interpreter.ValuesMax, Nesting = 256 };
        fixed (byte* bytes = wasm)
        {
            TimeSpan start = Environment.CpuUsage.UserTime;
            Stopwatch clock = Stopwatch.StartNew();
            Bench.Require(WasmModule.Open(bytes, wasm.Length, out WasmModule module, out _));
            byte[] scratch = new byte[Validator.ScratchBytes(in module, in limits)];
            Bench.Require(Validator.Run(in module, Interpreter.Rules, in limits, scratch, out _, out _));
            TimeSpan used = Environment.CpuUsage.UserTime - start;
            // Other programs take the processor away; other threads of this process add to its time.
            return Math.Min(clock.Elapsed.TotalSeconds, used > TimeSpan.Zero ? used.TotalSeconds : double.MaxValue);
        }
    }

    private static double SecondsOfReference(string path)
    {
        double before = ChildrenUserSeconds();
        using Process process = Process.Start("wasm-validate", path);
        process.WaitForExit();
        Bench.Require(process.ExitCode == 0, "wasm-validate");
        return ChildrenUserSeconds() - before;
    }

    private static double ChildrenUserSeconds()
    {
        const int children = -1;
        long* usage = stackalloc long[32]; // struct rusage begins with the user time: seconds, microseconds.
        Bench.Require(GetUsage(children, usage) == 0, "getrusage");
        return usage[0] + usage[1] / 1e6;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, long* usage);
}
