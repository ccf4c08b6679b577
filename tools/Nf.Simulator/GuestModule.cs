using System;
using System.Text;
using Nf.Errors;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>A module that was read, in native memory, and words for what becomes of it.</summary>
public sealed unsafe class GuestModule : IDisposable
{
    // More than any engine takes: which depth is too much is told when the module is loaded.
    private const int NestingMax = 100_000;

    private readonly NativeRegion _bytes;
    private readonly WasmModule _module;

    /// <summary>Reads a module's structure.</summary>
    /// <param name="file">The module.</param>
    /// <exception cref="NfException">It is not a module, or not one that nf takes.</exception>
    public GuestModule(GuestFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Name = file.Name;
        _bytes = NativeRegion.Copy(file.Wasm);
        Status status = WasmModule.Open(_bytes.Start, file.Wasm.Length, out _module, out LoadError error);
        if (status != Status.Ok)
        {
            Dispose();
            throw new NfException(status, RefusalText.Of(Name, in _module, in error));
        }
        Description = ModuleDescription.Read(in _module);
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>What is in it.</summary>
    public ModuleDescription Description { get; }

    /// <summary>Its structure.</summary>
    internal ref readonly WasmModule Structure => ref _module;

    /// <summary>Checks every function body as the module is, before it is lowered.</summary>
    /// <param name="engine">What it is going to be lowered for.</param>
    /// <exception cref="NfException">It is not valid, or uses what cannot be lowered for the engine.</exception>
    public void Validate(GuestEngine engine)
    {
        if (Check(engine == GuestEngine.Aot ? AheadOfTime.SourceRules : Interpreter.SourceRules) is { } error)
            throw Refusal(in error);
    }

    /// <summary>Whether an engine can run the module: a package as it is, any other as it can be lowered.</summary>
    public EngineVerdict Judge(GuestEngine engine)
    {
        bool isAot = engine == GuestEngine.Aot;
        ValidationRules ofPackage = isAot ? AheadOfTime.Rules : Interpreter.Rules;
        ValidationRules ofSource = isAot ? AheadOfTime.SourceRules : Interpreter.SourceRules;
        return Check(_module.HasManifest ? ofPackage | ValidationRules.RequireMetered : ofSource) is { } error
            ? new EngineVerdict(engine, RefusalText.Of(Name, in _module, in error), error)
            : new EngineVerdict(engine, null, default);
    }

    private LoadError? Check(ValidationRules rules)
    {
        ValidationLimits limits = new() { Values = Interpreter.ValuesMax, Nesting = NestingMax };
        using NativeRegion scratch = new((uint)Validator.ScratchBytes(in _module, in limits));
        Status status = Validator.Run(
            in _module, rules, in limits, new Span<byte>(scratch.Start, (int)scratch.Bytes), out _, out LoadError error);
        return status == Status.Ok ? null : error;
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    /// <summary>Why the module was refused, in one line, for an import that cannot be linked.</summary>
    public NfException RefuseImport(ModuleImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        return new NfException(import.OfferedType == null ? Status.ImportUnknown : Status.ImportMismatch, RefusalText.Import(Name, import));
    }

    /// <summary>The same, for an error of loading.</summary>
    internal NfException Refusal(in LoadError error) => new(error.Status, RefusalText.Of(Name, in _module, in error));

    /// <summary>The exported functions, for a person who looked for another.</summary>
    internal string FunctionList()
    {
        string[] functions = [.. Description.FunctionExports];
        return functions.Length == 0 ? "It exports no functions." : $"It exports {string.Join("; ", functions)}.";
    }

    /// <summary>How a run ended, in words.</summary>
    /// <param name="report">Of this process or of an image.</param>
    public GuestOutcome Outcome(in RunReport report) => new(report.Status, Explain(in report))
    {
        Ticks = report.Ticks,
        Fuel = report.Fuel,
        Digest = report.Load.Detail == LoadDetail.None ? Convert.ToHexStringLower(report.Digest) : null,
        ExitCode = report.ExitCode,
        Results = report.Load.Detail == LoadDetail.None && Description.ExportsFunction("nf_tick")
            ? [new GuestValue("i32", (long)report.Result)]
            : [],
    };

    private string? Explain(in RunReport report)
    {
        if (report.Load.Detail != LoadDetail.None)
            return RefusalText.Of(Name, in _module, in report.Load);
        return report.Status switch
        {
            Status.Ok => null,
            Status.ExportNotFound =>
                $"{Name}: exports neither nf_tick nor _start, so there is nothing to run; call a function with " +
                $"--invoke NAME. {FunctionList()}",
            Status.ExportMismatch => $"{Name}: nf_tick and nf_init must be () -> i32, _start () -> (). {FunctionList()}",
            Status.GuestExited => $"{Name}: {StatusText.Of(report.Status)}: {report.ExitCode}.",
            Status.GuestFailed =>
                $"{Name}: {StatusText.Of(report.Status)} in tick {report.Ticks}: {report.Result}{NameOfResult(report.Result)}.",
            _ => Failure(report.Status, in report.Backtrace),
        };
    }

    private static string NameOfResult(int result) => Enum.IsDefined((Status)(-result)) ? $" (-{(Status)(-result)})" : "";

    /// <summary>What stopped the guest and where.</summary>
    internal string Failure(Status status, in Backtrace backtrace)
    {
        StringBuilder text = new($"{Name}: {StatusText.Of(status)}");
        if (StatusText.Of(status) != status.ToString())
            text.Append($" ({status})");
        for (int i = 0; i < (int)backtrace.Count; i++)
        {
            Frame frame = backtrace.Frames[i];
            string link = i == 0 ? "in" : "called from";
            text.Append($", {link} {FunctionName(frame.FunctionIndex)}{(frame.HasOffset ? $" at byte 0x{frame.ModuleOffset:x}" : "")}");
        }
        if (backtrace.Dropped != 0)
            text.Append($", and {backtrace.Dropped} more");
        return text.Append('.').ToString();
    }

    /// <summary>The name of a function; its number in words when the module does not name it.</summary>
    /// <param name="index">Its index.</param>
    public string FunctionName(uint index)
    {
        if (index >= (uint)_module.FunctionCount)
            return "an unknown function";
        ReadOnlySpan<byte> name = _module.FunctionName((int)index);
        return name.Length == 0 ? $"function {index}" : Encoding.UTF8.GetString(name);
    }
}
