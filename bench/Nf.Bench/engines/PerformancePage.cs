using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Nf.Bench;

/// <summary>docs/PERFORMANCE.md and its pictures.</summary>
internal sealed class PerformancePage
{
    private const string Missing = "–";

    // What compiles is nearer to native code than any interpreter, and has a picture of its own.
    private const double CompiledRatioMax = 4;

    private readonly EnginesReport _report;
    private readonly List<EngineFigures> _present;
    private readonly StringBuilder _text = new();

    private PerformancePage(EnginesReport report)
    {
        _report = report;
        _present = [.. report.Comparison.Engines.Where(engine => engine.Absence.Length == 0)];
    }

    private IReadOnlyList<EngineFigures> Compiled => [.. _present.Where(engine => engine.Ratio <= CompiledRatioMax)];

    /// <summary>Writes the page and the pictures beside it.</summary>
    /// <param name="report">What they show.</param>
    /// <param name="folder">Where; docs in a source tree.</param>
    public static void Write(EnginesReport report, string folder)
    {
        PerformancePage page = new(report);
        string pictures = Path.Combine(folder, "performance");
        Directory.CreateDirectory(pictures);
        File.WriteAllText(Path.Combine(folder, "PERFORMANCE.md"), page.ToMarkdown());
        File.WriteAllText(Path.Combine(pictures, "engines.svg"), page.EnginesPlot().ToSvg());
        File.WriteAllText(Path.Combine(pictures, "kernels.svg"), KernelsPlot(report.Comparison, page._present).ToSvg());
        File.WriteAllText(Path.Combine(pictures, "compiled.svg"), KernelsPlot(report.Comparison, page.Compiled).ToSvg());
        foreach (string board in page.Boards())
            File.WriteAllText(Path.Combine(pictures, board + ".svg"), page.BoardPlot(board).ToSvg());
    }

    /// <summary>The page.</summary>
    public static string Markdown(EnginesReport report) => new PerformancePage(report).ToMarkdown();

    private string ToMarkdown()
    {
        _text.Append("""
            # Performance

            `nf bench engines --write` wrote this page and its pictures; it measures again and writes them again. Every figure of this machine is a time
            beside native code of the same run: 1 is as fast, 10 takes ten times as long.


            """);
        AddAims();
        AddEngines();
        AddKernels();
        foreach (string board in Boards())
            AddBoard(board);
        AddMethod();
        AddMachine();
        return _text.ToString();
    }

    private void AddAims()
    {
        if (_report.Aims.Count == 0) return;
        AddTable(["what", "is", "aim", "met"], _report.Aims.Select(aim => new[]
        {
            aim.What, Number(aim.Value), (aim.IsLeast ? "≥ " : "≤ ") + Number(aim.Limit), aim.Met ? "yes" : "no",
        }));
    }

    private void AddEngines()
    {
        _text.Append("## Engines\n\n![The engines' geometric means](performance/engines.svg)\n\n");
        AddTable(["engine", "what", "mean", "start, ms", "load, ms", "peak, MiB"], _present.Select(engine => new[]
        {
            engine.Name, engine.What, Number(engine.Ratio), Number(engine.StartMs, 1), Number(engine.LoadMs, 2), Number(engine.PeakKib / 1024.0, 1),
        }));
        _text.Append("""
            Mean: geometric, over the kernels. Start: from starting a process to the result of its first call, by the wall clock. Load: from the module's
            bytes to the result of a first call, in a process that runs already. Peak: the most memory that the process had resident; with nf that is mostly
            .NET, with V8 node.


            """);
        List<string> absent = [.. _report.Comparison.Engines.Where(engine => engine.Absence.Length > 0).Select(engine => $"`{engine.Name}` ({engine.Absence})")];
        if (absent.Count > 0)
            _text.Append(CultureInfo.InvariantCulture, $"Not measured: {string.Join(", ", absent)}.\n\n");
    }

    private void AddKernels()
    {
        _text.Append("## Kernels\n\n![Each kernel on each engine](performance/kernels.svg)\n\n![Each kernel on the engines that compile](performance/compiled.svg)\n\n");
        AddTable(["kernel", .. _present.Select(engine => engine.Name)], _report.Comparison.Kernels.Select(kernel =>
            (string[])[kernel.Name, .. _present.Select(engine => Number(_report.Comparison.Of(kernel, engine.Name)?.Ratio))]));
        AddTable(["kernel", "what", "native, ns a round"], _report.Comparison.Kernels.Select(kernel =>
            new[] { kernel.Name, kernel.What, Number(_report.Comparison.Of(kernel, EngineCatalog.Native)?.Ns, 0) }));
    }

    private void AddBoard(string board)
    {
        List<BoardFigures> images = [.. _report.Boards.Where(image => image.Board == board && image.Message.Length == 0)];
        _text.Append(CultureInfo.InvariantCulture, $"## {board}\n\n![Instructions of each kernel](performance/{board}.svg)\n\n");
        AddTable(["instructions a round", .. images.Select(image => image.Engine)],
        [
            .. Kernels(images).Select(kernel => (string[])[kernel, .. images.Select(image => Number(image.Instructions.GetValueOrDefault(kernel), 0))]),
            ["geometric mean, beside the first", .. images.Select(image => Number(image.Beside(images[0])))],
            ["flash, bytes", .. images.Select(image => Number(image.FlashBytes, 0))],
            ["RAM that the engine took, bytes", .. images.Select(image => Number(image.ArenaBytes, 0))],
        ]);
        foreach (BoardFigures refused in _report.Boards.Where(image => image.Board == board && image.Message.Length > 0))
            _text.Append(CultureInfo.InvariantCulture, $"`{refused.Engine}`: {refused.Message}.\n\n");
    }

    private void AddMethod() => _text.Append("""
        ## How this was measured

        The kernels of [bench/kernels](../bench/kernels) are C, compiled once to WebAssembly (clang -O2, no extensions) and once natively (gcc -O2). Every
        engine runs the same module; a *package* is that module as `nf pack` makes it, with fuel and depth of calls counted in its code. For V8 the
        package's two globals are exported, so that they can be set; its code is the same. V8 compiles everything with its optimizing compiler before it
        runs (`--no-liftoff`).

        Each engine is a process that measures itself, in processor time; starting and talking to it do not count. `wasm-interp` takes no arguments and is
        started anew for each sample; what a call of no rounds takes is subtracted. Programs for WASI have no clock of
        processor time: they are measured by the wall clock.

        The engines take turns, kernel by kernel; each sample is divided by the sample of native code beside it, and the table has the median. A
        checksum that is not that of native code ends the run.

        On boards the emulator counts instructions (QEMU's `-icount`): the figures are the same in each run. They are not cycles.


        """);

    private void AddMachine()
    {
        MachineDescription machine = _report.Machine;
        _text.Append("## Machine\n\n");
        AddTable(["", ""],
        [
            ["date", machine.Date], ["processor", machine.Processor], ["cores", machine.Cores.ToString(CultureInfo.InvariantCulture)],
            ["system", machine.System], .. machine.Tools.Select(tool => (string[])[tool.Key, tool.Value]),
        ]);
        _text.Length--;
    }

    private void AddTable(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        AddRow(head);
        AddRow([.. head.Select(_ => "---")]);
        foreach (IReadOnlyList<string> row in rows)
            AddRow(row);
        _text.Append('\n');
    }

    private void AddRow(IReadOnlyList<string> cells) => _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");

    private DotPlot EnginesPlot() => new("Time beside native code, geometric mean", "times native",
        ["mean"], [.. _present.Select(engine => (engine.Name, (IReadOnlyList<double?>)[engine.Ratio]))]);

    private static DotPlot KernelsPlot(EngineComparison comparison, IReadOnlyList<EngineFigures> engines) => new(
        "Time beside native code", "times native", [.. engines.Select(engine => engine.Name)],
        [.. comparison.Kernels.Select(kernel => (kernel.Name,
            (IReadOnlyList<double?>)[.. engines.Select(engine => comparison.Of(kernel, engine.Name)?.Ratio)]))]);

    private DotPlot BoardPlot(string board)
    {
        List<BoardFigures> images = [.. _report.Boards.Where(image => image.Board == board && image.Message.Length == 0)];
        return new($"Instructions for a round, {board}", "instructions", [.. images.Select(image => image.Engine)],
            [.. Kernels(images).Select(kernel => (kernel,
                (IReadOnlyList<double?>)[.. images.Select(image => image.Instructions.TryGetValue(kernel, out double count) ? count : (double?)null)]))]);
    }

    private IEnumerable<string> Boards() => _report.Boards.Where(image => image.Message.Length == 0).Select(image => image.Board).Distinct();

    private static IEnumerable<string> Kernels(IEnumerable<BoardFigures> images) =>
        Kernel.All.Select(kernel => kernel.Name).Where(name => images.Any(image => image.Instructions.ContainsKey(name)));

    private static string Number(double? value, int digits = 2) =>
        value is double number ? number.ToString("N" + digits, CultureInfo.InvariantCulture) : Missing;
}
