using System;
using System.Linq;
using System.Text;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Simulator;

/// <summary>Why a module was not loaded, in one line: what, where, what to do.</summary>
internal static class RefusalText
{
    /// <summary>Words for an error of loading.</summary>
    /// <param name="name">The module's file name.</param>
    /// <param name="module">The module; usable for import errors only.</param>
    /// <param name="error">The error.</param>
    public static string Of(string name, in WasmModule module, in LoadError error) => error.Detail switch
    {
        LoadDetail.Header when error.Status == Status.NotWasm =>
            $"{name} is not a WebAssembly module: it does not begin with the bytes 00 61 73 6d 01 00 00 00. Give the compiled .wasm file.",
        LoadDetail.ImportName or LoadDetail.ImportType => Import(name, Describe(in module, error.NameOffset)),
        LoadDetail.Capability => Capability(name, in module, error.NameOffset),
        LoadDetail.MemorySize => $"{name}: wants {module.Memory.Minimum} pages of 64 KiB memory, more than it is given. " +
            "Build it with a smaller memory, or choose a larger board.",
        _ when error.Feature != WasmFeature.None => $"{name}: feature not supported: {Feature(error.Feature)} at offset {error.Offset}" +
            $"{Function(in module, error.FunctionIndex)}. {FeatureAdvice(error.Feature)}",
        _ => $"{name}: {Kind(error.Status)}{Place(error.Offset)}{Function(in module, error.FunctionIndex)}: " +
            $"{Detail(error.Detail)}{Difference(in error)}. {Advice(error.Status)}",
    };

    /// <summary>Words for an import that cannot be linked.</summary>
    public static string Import(string name, ModuleImport import)
    {
        string wanted = $"{name}: imports {import.Module}.{import.Name}";
        if (import.OfferedType != null)
        {
            return $"{wanted} with another type: expected {import.OfferedType}, found {import.Type}. " +
                "Use the declarations of examples/include.";
        }
        if (import.Module == "vera" && import.Name.StartsWith("decimal_", StringComparison.Ordinal))
        {
            return $"{wanted}: the type Decimal of the Vera language is not offered, because a host would have to keep its values. " +
                "Use integers of the smallest unit (cents), or strings.";
        }
        string modules = string.Join(", ", ModuleDescription.OfferedModules);
        return ModuleDescription.OfferedModules.Contains(import.Module)
            ? $"{wanted}, which nobody offers: module {import.Module} has no such function. Those that it has stand in examples/README.md."
            : $"{wanted}, which nobody offers. The modules offered are {modules}; see examples/README.md.";
    }

    private static string Capability(string name, in WasmModule module, int offset)
    {
        ImportEntry import = module.ImportAt(offset);
        _ = HostFunctions.Find(import.Module, import.Name, out HostFunction function);
        string wanted = Encoding.ASCII.GetString(function.Capability);
        _ = Manifest.Read(in module, out Manifest manifest, out _);
        string[] granted = [.. ManifestContent.Of(in manifest).Capabilities];
        return $"{name}: {Encoding.UTF8.GetString(import.Module)}.{Encoding.UTF8.GetString(import.Name)} needs a capability {wanted} or " +
            $"{wanted}:…, the manifest grants {(granted.Length == 0 ? "nothing" : string.Join(", ", granted))}. " +
            $"Add {wanted} to capability in nf.yaml, or give --capability {wanted}.";
    }

    private static ModuleImport Describe(in WasmModule module, int offset) =>
        ModuleDescription.ReadImport(in module, module.ImportAt(offset));

    private static string Kind(Status status) => status switch
    {
        Status.TruncatedModule => "the module ends before its content does",
        Status.MalformedModule => "the binary format is broken",
        Status.InvalidModule => "the module is not valid",
        Status.FeatureNotSupported => "the module uses a feature that nf does not take",
        Status.LimitExceeded => "the module asks for more than a limit allows",
        Status.OutOfMemory => "the module does not fit",
        Status.EngineRefused => "the module was refused",
        _ => status.ToString(),
    };

    private static string Detail(LoadDetail detail) => Encoding.ASCII.GetString(LoadDetailText.Of(detail));

    private static string Feature(WasmFeature feature) => Encoding.ASCII.GetString(WasmFeatureText.Of(feature));

    private static string FeatureAdvice(WasmFeature feature) => feature switch
    {
        WasmFeature.TailCalls or WasmFeature.BulkSegments or WasmFeature.BulkInstructions or WasmFeature.BlockValues or WasmFeature.DeadCode
            => "`nf pack` lowers it.",
        WasmFeature.ReferenceTypes or WasmFeature.MultipleTables or WasmFeature.ExtendedConstants
            => "The interpreter does not take it; compiled ahead of time it runs (--engine aot).",
        _ => "Build it without (clang: -mcpu=mvp).",
    };

    /// <summary>What was expected and what was found, where the error says so.</summary>
    private static string Difference(in LoadError error) => error.Detail switch
    {
        LoadDetail.TypeMismatch or LoadDetail.ConstantExpression when (error.Expected | error.Found) != 0 =>
            $": expected {Type(error.Expected, "an operand")}, found {Type(error.Found, "none")}",
        LoadDetail.Index when error.Expected == 0 => ": there is none of its kind",
        LoadDetail.Index => $": found {error.Found}, there are {error.Expected}",
        LoadDetail.Alignment => $": expected {1 << (int)error.Expected} at most, found 2 to the power of {error.Found}",
        LoadDetail.OperandCount => $": {error.Found} too many",
        LoadDetail.Label => $": expected {error.Expected}, found {error.Found}",
        LoadDetail.Locals or LoadDetail.Values or LoadDetail.Nesting when error.Expected != 0 =>
            $": expected {error.Expected} at most, found {error.Found}",
        LoadDetail.Metering when error.Expected != 0 => $": expected a charge of {error.Expected}, found {error.Found}",
        _ => "",
    };

    private static string Type(uint type, string none) => (WasmType)type switch
    {
        WasmType.None => none,
        WasmType known => known.ToString().ToLowerInvariant(),
    };

    private static string Function(in WasmModule module, int index)
    {
        if (index < 0)
            return "";
        string name = Encoding.UTF8.GetString(module.FunctionName(index));
        return name.Length == 0 ? $" in function {index}" : $" in function {index} ({name})";
    }

    private static string Place(int offset) => offset < 0 ? "" : $" at byte {offset} (0x{offset:x})";

    private static string Advice(Status status) => status switch
    {
        Status.TruncatedModule or Status.MalformedModule or Status.InvalidModule => "Build or copy it again; wasm-validate tells more.",
        Status.FeatureNotSupported => "Build it for WebAssembly 1.0 (clang: -mcpu=mvp).",
        Status.OutOfMemory or Status.LimitExceeded => "Make the guest smaller, or choose a larger board.",
        _ => "`nf inspect` shows what is in it.",
    };
}
