using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Platform;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Hostile frames on .NET: prints what the images of the no-heap world print, and how many bytes were allocated.</summary>
internal static unsafe class ControlWorker
{
    /// <summary>The word of the command line that asks for it.</summary>
    public const string Verb = "control";

    private const int RegionBytes = 1 << 20;
    private const int Alignment = 4096;
    private const int TextBytesMax = 1024;
    private const uint NativeStackBytes = 256 * 1024;

    // .NET itself allocates while it compiles.
    private const ulong FramesUntilWarm = 2000;

    private static readonly byte[][] s_packages = new byte[ControlScene.Places][];

    /// <summary>The arguments of a worker.</summary>
    public static string[] Arguments(uint seed, ulong frames, string[] packages) => [Verb, Text(seed), Text(frames), .. packages];

    /// <summary>Runs a campaign.</summary>
    /// <param name="arguments">As <see cref="Arguments"/> made them.</param>
    public static Status Run(string[] arguments)
    {
        uint seed = uint.Parse(arguments[1], CultureInfo.InvariantCulture);
        ulong frames = ulong.Parse(arguments[2], CultureInfo.InvariantCulture);
        for (int place = 0; place < ControlScene.Places; place++)
            s_packages[place] = Pinned(File.ReadAllBytes(arguments[3 + place]));
        ControlRoom room = new()
        {
            Medium = Take(ControlRoom.MediumBytes),
            Region = Take(RegionBytes),
            RegionBytes = RegionBytes,
            Limits = InstanceLimits.Most with { MemoryPages = 1, StackBytes = 4096 },
            NativeStackBytes = NativeStackBytes,
            Package = &Package,
        };
        ControlCampaign* campaign = (ControlCampaign*)Take((nuint)sizeof(ControlCampaign));
        Status status = campaign->Start(in room, seed);
        ulong warm = Math.Min(frames, FramesUntilWarm);
        if (status == Status.Ok)
            status = campaign->Run(warm);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        if (status == Status.Ok)
            status = campaign->Run(frames - warm);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        byte[] text = new byte[TextBytesMax];
        Utf8Writer writer = new(text);
        campaign->Tally.Write(ref writer);
        Console.Write(Encoding.ASCII.GetString(writer.Written));
        Console.WriteLine($"managed_bytes {Text(allocated)}");
        return status;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static byte* Package(int place, out int bytes)
    {
        bytes = s_packages[place].Length;
        fixed (byte* start = s_packages[place])
            return start;
    }

    private static byte[] Pinned(byte[] bytes)
    {
        byte[] copy = GC.AllocateArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(copy, 0);
        return copy;
    }

    // It lives as long as the process.
    private static byte* Take(nuint bytes)
    {
        void* memory = NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(memory, bytes);
        return (byte*)memory;
    }
}
