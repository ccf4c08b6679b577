using System;
using Nf.Runtime;

namespace Nf.Package.Tests;

/// <summary>The other half of the contract: what runtime-core says of modules and packages.</summary>
internal static unsafe class Verifier
{
    /// <summary>Ok when a package has exactly the metered form; else why not.</summary>
    public static LoadError Verify(byte[] package, GuestEngine engine = GuestEngine.Interpreter) =>
        Run(package, (engine == GuestEngine.Aot ? AheadOfTime.Rules : Interpreter.Rules) | ValidationRules.RequireMetered);

    /// <summary>Ok when a module is valid before it is lowered.</summary>
    public static LoadError Validate(byte[] source) => Run(source, ValidationRules.Source);

    /// <summary>The same, when it holds nothing that cannot be lowered for the interpreter.</summary>
    public static LoadError ValidateForInterpreter(byte[] source) => Run(source, ValidationRules.Source | Interpreter.SourceRules);

    /// <summary>The digest of a package whose manifest is sound.</summary>
    public static Status Digest(byte[] package)
    {
        fixed (byte* bytes = package)
        {
            Assert.AreEqual(Status.Ok, WasmModule.Open(bytes, package.Length, out WasmModule module, out _));
            Assert.AreEqual(Status.Ok, Manifest.Read(in module, out Manifest manifest, out _));
            return FirmwareHost.PackageDigest.Check(package, in manifest);
        }
    }

    private static LoadError Run(byte[] wasm, ValidationRules rules)
    {
        ValidationLimits limits = new() { Values = 1 << 17, Nesting = 1 << 12 };
        fixed (byte* bytes = wasm)
        {
            Status status = WasmModule.Open(bytes, wasm.Length, out WasmModule module, out LoadError error);
            if (status != Status.Ok)
                return error;
            ulong[] scratch = new ulong[Validator.ScratchBytes(in module, in limits) / sizeof(ulong) + 1];
            Span<byte> room = System.Runtime.InteropServices.MemoryMarshal.AsBytes(scratch.AsSpan());
            Validator.Run(in module, rules, in limits, room, out _, out error);
            return error;
        }
    }
}
