using System;
using System.Globalization;
using System.IO;
using System.Text.Json.Nodes;
using Nf.Errors;
using Nf.Package;
using Nf.Simulator;

namespace Nf.Cli;

/// <summary>Packs a module and says what was done.</summary>
internal static class PackRun
{
    private const string Extension = ".nf.wasm";

    public static Outcome Execute(string path, string? output, PackageOptions options)
    {
        GuestFile file = GuestFile.Open(path);
        string target = output ?? Path.ChangeExtension(file.WasmPath, Extension);
        PackageResult package = GuestPackage.Pack(file, options.Or(GuestPackage.Options(file)));
        Write(target, package.Wasm);
        JsonObject fields = new()
        {
            ["wasm"] = file.WasmPath,
            ["package"] = target,
            ["bytes_before"] = package.SourceBytes,
            ["bytes_after"] = package.Wasm.Length,
        };
        PackageFields.Add(fields, package);
        return new Outcome(Status.Ok, fields) { Show = terminal => Show(terminal, target, package) };
    }

    private static void Write(string path, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NfException(Status.FileUnreadable, $"{path}: cannot be written: {error.Message}", error);
        }
    }

    private static void Show(Terminal terminal, string target, PackageResult package)
    {
        terminal.Output.WriteLine($"{target}: {Number(package.Wasm.Length)} bytes, made of {Number(package.SourceBytes)}");
        PackageFields.Show(terminal, package);
        PackageFields.Show(terminal, package.Manifest);
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
