using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Nf.Errors;

namespace Nf.Build;

/// <summary>
/// wasm2c for many modules: wasm2c-batch.cc beside this file, built when it is first needed. Measured: 0.2 ms a small module, where a
/// process of wasm2c takes 3 ms and starting it as much again.
/// </summary>
internal static class BatchTranslator
{
    private const uint NotTaken = uint.MaxValue;

    /// <summary>Translates modules.</summary>
    /// <param name="tools">Runs compiler and translator.</param>
    /// <param name="modules">The modules.</param>
    /// <returns>For each one its C and its header; or null, and in the header's place why it is not taken.</returns>
    /// <exception cref="NfException">g++ or libwabt is missing, or another version of it is there.</exception>
    public static List<(string? Code, string Header)> Translate(ToolRunner tools, IReadOnlyList<BatchModule> modules)
    {
        string program = Build(tools);
        using MemoryStream input = new();
        using (BinaryWriter writer = new(input, Encoding.UTF8, leaveOpen: true))
        {
            foreach (BatchModule module in modules)
            {
                Write(writer, Encoding.ASCII.GetBytes(module.Name));
                Write(writer, ModuleSections.ForTranslation(module.Package, module.Source));
            }
        }
        using BinaryReader reader = new(new MemoryStream(ToolRunner.Filter(program, input.ToArray())));
        List<(string? Code, string Header)> translated = [];
        for (int i = 0; i < modules.Count; i++)
        {
            string? code = Read(reader);
            translated.Add((code, Read(reader) ?? ""));
        }
        return translated;
    }

    private static string Build(ToolRunner tools)
    {
        string source = Repository.PathOf("tools", "Nf.Build", "ahead", "wasm2c-batch.cc");
        string folder = Repository.PathOf("build", "ahead-tools"), program = Path.Combine(folder, "wasm2c-batch");
        Directory.CreateDirectory(folder);
        using IDisposable hold = FirmwareBuilder.Lock(folder);
        InputStamp stamp = new(program, [TranslatedModule.Version], [source]);
        if (stamp.IsCurrent)
            return program;
        stamp.Drop();
        tools.RunChecked("wasm2c-batch", "g++", ["-O2", "-std=c++17", source, "-o", program, "-lwabt"]);
        string found = tools.RunChecked("wasm2c-batch", program, ["--version"]).Trim();
        if (found != TranslatedModule.Version)
        {
            throw new NfException(Status.ToolMissing,
                $"compiling ahead of time needs libwabt {TranslatedModule.Version}, found {found}: install Debian 12's package wabt");
        }
        stamp.Keep();
        return program;
    }

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static string? Read(BinaryReader reader)
    {
        uint length = reader.ReadUInt32();
        return length == NotTaken ? null : Encoding.UTF8.GetString(reader.ReadBytes((int)length));
    }
}
