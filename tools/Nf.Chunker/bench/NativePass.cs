using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Nf.Errors;

namespace Nf.Chunker;

/// <summary>The same C natively, in a process of its own (examples/tree-sitter/native.c).</summary>
internal sealed class NativePass : IPass
{
    private readonly Process _process;
    private readonly ResidentMemory _memory;

    /// <summary>Starts the program, which reads all files.</summary>
    /// <param name="list">Names the files, one a line.</param>
    /// <param name="reading">How trees are read.</param>
    public NativePass(string list, Reading reading)
    {
        Reading = reading;
        _process = Process.Start(new ProcessStartInfo(ParserBuild.NativeProgram, [list])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _memory = new ResidentMemory(_process.Id.ToString(CultureInfo.InvariantCulture));
    }

    public string Engine => "native";

    public Reading Reading { get; }

    public bool IsSlow => false;

    public PassResult Run()
    {
        _memory.ResetPeak();
        _process.StandardInput.WriteLine(Reading == Reading.Batch ? "batch" : "node");
        _process.StandardInput.Flush();
        long[] answer = [.. (_process.StandardOutput.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return answer is [long nanoseconds, long nodes, long errors, long sum]
            ? new PassResult(nanoseconds / 1e9, nodes, errors, sum, 0, _memory.PeakBytes, _memory.Bytes)
            : throw new NfException(Status.InternalError, $"{Path.GetFileName(ParserBuild.NativeProgram)} did not answer.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
