using System;
using System.Globalization;
using System.IO;
using System.Text;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>nf's own side of <see cref="LineEngine"/>: a process that runs the kernels and measures itself.</summary>
internal sealed unsafe class KernelServer : IDisposable
{
    private readonly EmbeddedModule _module;
    private readonly Room _room = new(1);
    private readonly Instance _guest;

    private KernelServer(byte[] wasm)
    {
        _module = new EmbeddedModule(wasm);
        Bench.Require(Instance.Create<CSharpHost>(_module.Pointer, _module.Length, _room.Options, out _guest, out _));
    }

    /// <summary>Answers lines until there are no more.</summary>
    /// <param name="path">The module; a package is given fuel before each call.</param>
    public static Status Serve(string path)
    {
        byte[] wasm = File.ReadAllBytes(path);
        using KernelServer server = new(wasm);
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            ulong begin = NativeBaseline.ThreadNanoseconds();
            ulong checksum = words[0] == "load" ? Load(wasm) : server.Run(words[0], uint.Parse(words[1], CultureInfo.InvariantCulture));
            Console.Out.WriteLine($"{checksum} {NativeBaseline.ThreadNanoseconds() - begin}");
        }
        return Status.Ok;
    }

    public void Dispose()
    {
        _room.Dispose();
        _module.Dispose();
    }

    private static ulong Load(byte[] wasm)
    {
        using KernelServer another = new(wasm);
        return another.Run(Kernel.First.Name, 1);
    }

    private ulong Run(string kernel, uint rounds)
    {
        ulong argument = rounds, result = 0;
        Bench.Require(_guest.FindFunction(Encoding.ASCII.GetBytes("kernel_" + kernel), "i:I"u8, out ExportedFunction function));
        if (_guest.IsMetered) Bench.Require(_guest.SetFuel(InstanceLimits.FuelMax));
        Bench.Require(_guest.Call(in function, new ReadOnlySpan<ulong>(in argument), new Span<ulong>(ref result)));
        return result;
    }
}
