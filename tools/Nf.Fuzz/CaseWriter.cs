using System;
using System.Collections.Generic;
using System.IO;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>Writes cases for the other worlds: each file gets whole records only, so that a dying process leaves it readable.</summary>
internal sealed class CaseWriter(string folder)
{
    /// <summary>Cases for <see cref="BatchRunner{TReport}"/>.</summary>
    public static string CasesOf(string folder) => Path.Combine(folder, "cases.bin");

    /// <summary>The lines that those cases gave in this world.</summary>
    public static string LinesOf(string folder) => Path.Combine(folder, "cases.txt");

    /// <summary>The same cases with modules that node can look into.</summary>
    public static string NodeCasesOf(string folder) => Path.Combine(folder, "cases-node.bin");

    /// <summary>Modules and what nf said of them.</summary>
    public static string VerdictsOf(string folder) => Path.Combine(folder, "verdicts.bin");

    /// <summary>Keeps nf's verdict on a module: number (8 bytes), status, detail, feature (a byte each), length (4), its bytes.</summary>
    public void AddVerdict(long iteration, in LoadError error, ReadOnlySpan<byte> wasm)
    {
        using MemoryStream record = new();
        using BinaryWriter writer = new(record);
        writer.Write(iteration);
        writer.Write((byte)error.Status);
        writer.Write((byte)error.Detail);
        writer.Write((byte)error.Feature);
        writer.Write(wasm.Length);
        writer.Write(wasm);
        Append(VerdictsOf(folder), record);
    }

    /// <summary>Keeps a case, and the line that it gave here.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="package">A sound package without NaNs of unknown bits.</param>
    /// <param name="calls">What is called.</param>
    /// <param name="run">Runs a batch of one in this world.</param>
    public void AddCase(long iteration, byte[] package, IReadOnlyList<PackageCall> calls, Func<byte[], string> run)
    {
        using MemoryStream record = Record(iteration, package, calls);
        File.AppendAllText(LinesOf(folder), run(record.ToArray()));
        Append(CasesOf(folder), record);
        using MemoryStream forNode = Record(iteration, NodeCopy.Of(package), calls);
        Append(NodeCasesOf(folder), forNode);
    }

    private static MemoryStream Record(long iteration, byte[] wasm, IReadOnlyList<PackageCall> calls)
    {
        MemoryStream record = new();
        BinaryWriter writer = new(record);
        writer.Write(iteration);
        writer.Write(wasm.Length);
        writer.Write(wasm);
        writer.Write(calls.Count);
        foreach (PackageCall call in calls)
        {
            writer.Write(call.Export);
            writer.Write(call.Arguments.Length);
            foreach (ulong argument in call.Arguments)
                writer.Write(argument);
        }
        return record;
    }

    private static void Append(string path, MemoryStream record)
    {
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        file.Write(record.GetBuffer().AsSpan(0, (int)record.Length));
    }
}
