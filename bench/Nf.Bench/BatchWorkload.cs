using System;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Package;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// Bursts of eight host calls on a simulated board, queued in a ring or with a crossing for each: the readings of examples/sensor-batch, or
/// the cheapest call there is (batch.wat).
/// </summary>
internal sealed unsafe class BatchWorkload : IDisposable
{
    private const int CallsInBurst = 8;
    private const byte Sensor = 0x48;
    private const ulong PeriodNanoseconds = 1_000_000;

    private readonly EmbeddedModule _module;
    private readonly Room _room = new(1);
    private readonly HostContext* _host;
    private readonly byte* _scenario;
    private readonly Instance _guest;
    private readonly ExportedFunction _batched;
    private readonly ExportedFunction _oneByOne;

    /// <param name="name">
    /// The guest; it exports <c>one_by_one</c> and <c>batched</c>, which do so many bursts and give their crossings.
    /// </param>
    public BatchWorkload(string name)
    {
        using EmbeddedModule plain = new(name);
        _module = new EmbeddedModule(Packager.Pack(plain.Bytes, new PackageOptions { Fuel = InstanceLimits.FuelMax }).Wasm);
        int bytes = ScenarioEncoder.SizeOf(1);
        _scenario = (byte*)NativeMemory.AllocZeroed((nuint)bytes);
        _host = (HostContext*)NativeMemory.AllocZeroed((nuint)(sizeof(HostContext) + sizeof(Board)));
        _host->BoardAddress = (Board*)(_host + 1);
        Bench.Require(ScenarioEncoder.Create(new Span<byte>(_scenario, bytes), PeriodNanoseconds, 1, false, out ScenarioEncoder encoder));
        Bench.Require(encoder.Add(new ScenarioEvent(1, ScenarioEventKind.Temperature, Sensor, 21_500)));
        Bench.Require(_host->Board.Initialize(new ReadOnlySpan<byte>(_scenario, bytes)));
        _host->Trace.Initialize(null, 0);
        InstanceOptions options = _room.Options;
        options.HostContext = (nint)_host;
        Bench.Require(Instance.Create<HostFunctions>(_module.Pointer, _module.Length, in options, out _guest, out _));
        Bench.Require(_guest.FindFunction("batched"u8, "i:i"u8, out _batched));
        Bench.Require(_guest.FindFunction("one_by_one"u8, "i:i"u8, out _oneByOne));
        Bench.Require(Run(in _oneByOne, 10) == 10 * CallsInBurst && Run(in _batched, 10) == 10, "the guest's crossings");
    }

    public void Batched(int count) => Run(in _batched, count);

    public void OneByOne(int count) => Run(in _oneByOne, count);

    private int Run(in ExportedFunction function, int count)
    {
        ulong bursts = (uint)count, result = 0;
        Bench.Require(_guest.SetFuel(InstanceLimits.FuelMax));
        Bench.Require(_guest.Call(in function, new ReadOnlySpan<ulong>(in bursts), new Span<ulong>(ref result)));
        return (int)result;
    }

    public void Dispose()
    {
        _room.Dispose();
        _module.Dispose();
        NativeMemory.Free(_host);
        NativeMemory.Free(_scenario);
    }
}
