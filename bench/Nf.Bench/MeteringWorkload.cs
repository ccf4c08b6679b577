using System;
using Nf.Package;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>The kernels of examples/kernels as a package and as they are: what counting fuel and depth costs.</summary>
internal sealed unsafe class MeteringWorkload : IDisposable
{
    private readonly EmbeddedModule _plainModule = new("kernels.wasm");
    private readonly EmbeddedModule _packedModule;
    private readonly Room _plainRoom = new(1);
    private readonly Room _packedRoom = new(1);
    private readonly Instance _plain;
    private readonly Instance _packed;
    private readonly ExportedFunction _plainRun;
    private readonly ExportedFunction _packedRun;

    public MeteringWorkload()
    {
        PackageOptions options = new() { Fuel = InstanceLimits.FuelMax };
        _packedModule = new EmbeddedModule(Packager.Pack(_plainModule.Bytes, options).Wasm);
        Bench.Require(Instance.Create<CSharpHost>(
            _plainModule.Pointer, _plainModule.Length, _plainRoom.Options, out _plain, out _));
        Bench.Require(Instance.Create<CSharpHost>(
            _packedModule.Pointer, _packedModule.Length, _packedRoom.Options, out _packed, out _));
        Bench.Require(_plain.FindFunction("run"u8, "i:i"u8, out _plainRun));
        Bench.Require(_packed.FindFunction("run"u8, "i:i"u8, out _packedRun));
        Bench.Require(Run(in _plain, in _plainRun, 10) == RunPacked(10), "the package gives another result");
    }

    public void Packed(int count) => RunPacked(count);

    public void Plain(int count) => Run(in _plain, in _plainRun, count);

    private ulong RunPacked(int count)
    {
        Bench.Require(_packed.SetFuel(InstanceLimits.FuelMax));
        return Run(in _packed, in _packedRun, count);
    }

    private static ulong Run(in Instance guest, in ExportedFunction run, int count)
    {
        ulong rounds = (uint)count, result = 0;
        Bench.Require(guest.Call(in run, new ReadOnlySpan<ulong>(in rounds), new Span<ulong>(ref result)));
        return result;
    }

    public void Dispose()
    {
        _packedRoom.Dispose();
        _plainRoom.Dispose();
        _packedModule.Dispose();
        _plainModule.Dispose();
    }
}
