using System;
using System.Globalization;
using System.IO;
using Nf.Simulator;

namespace Nf.Bench;

/// <summary>nf's own side of <see cref="LineEngine"/>: a process that runs the kernels and measures itself.</summary>
internal static class KernelServer
{
    /// <summary>Answers lines until there are no more.</summary>
    /// <param name="path">The module; a package is given fuel before each call.</param>
    /// <param name="artefact">What `nf compile` made of it; null: it is interpreted.</param>
    public static void Serve(string path, string? artefact)
    {
        byte[] wasm = File.ReadAllBytes(path);
        AheadLibrary? ahead = artefact is null ? null : new AheadLibrary(artefact);
        using KernelGuest guest = new(wasm, ahead);
        Console.Out.WriteLine("ready");
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            ulong begin = NativeBaseline.ThreadNanoseconds();
            ulong checksum = words[0] == "load" ? Load(wasm, ahead) : guest.Run(words[0], uint.Parse(words[1], CultureInfo.InvariantCulture));
            Console.Out.WriteLine($"{checksum} {NativeBaseline.ThreadNanoseconds() - begin}");
        }
    }

    private static ulong Load(byte[] wasm, AheadLibrary? ahead)
    {
        using KernelGuest another = new(wasm, ahead);
        return another.Run(Kernel.First.Name, 1);
    }
}
