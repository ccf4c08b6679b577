using System;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;
using Nf.Runtime.Tests;

namespace Nf.OnTarget.Tests;

/// <summary>The hostile guests are compiled into images as bytes, in a file that is made from their texts.</summary>
[TestClass]
public sealed class HostileModulesTests
{
    private const string Summary =
        "The guests of the folder hostile as <c>wat2wasm --debug-names</c> translates them, those named packed-X as packages;";

    [TestMethod]
    public void The_bytes_are_those_of_the_texts() => new ModuleTable("HostileModules", "hostile", Summary, Compile).AssertCurrent();

    // packed-X.wat is made a package, with little of everything.
    private static byte[] Compile(string file)
    {
        byte[] module = Wat.Compile(File.ReadAllText(file), names: true);
        if (!Path.GetFileName(file).StartsWith("packed-", StringComparison.Ordinal)) return module;
        PackageOptions options = new()
        {
            Name = "hostile", Fuel = 1_000_000, Depth = 8, StackBytes = 1024, HostSlots = 0, Capabilities = Capabilities(File.ReadAllLines(file)),
        };
        return Packager.Pack(module, options).Wasm;
    }

    // ";; capabilities: gpio:PF0 i2c"; null without such a line.
    private static string[]? Capabilities(string[] lines)
    {
        const string start = ";; capabilities: ";
        return lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Split(' ');
    }
}
