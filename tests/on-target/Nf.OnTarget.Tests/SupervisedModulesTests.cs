using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Package;
using Nf.Runtime.Tests;

namespace Nf.OnTarget.Tests;

/// <summary>The guests of the supervisor's self-tests are compiled into images as packages, in a file that is made from their texts.</summary>
[TestClass]
public sealed class SupervisedModulesTests
{
    private const string Summary =
        "The guests of the folder supervised as packages; their comments that begin with | are what nf.yaml says;";

    [TestMethod]
    public void The_bytes_are_those_of_the_texts() =>
        new ModuleTable("SupervisedModules", "supervised", Summary, Compile).AssertCurrent();

    private static byte[] Compile(string file)
    {
        const string start = ";;|";
        PackageOptions little = new()
        {
            Name = Path.GetFileNameWithoutExtension(file), Fuel = 2000, Depth = 4, StackBytes = 320, HostSlots = 0,
        };
        string[] lines = File.ReadAllLines(file);
        IEnumerable<string> rules = lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..].Trim());
        PackageOptions options = LimitsFile.Parse(file, string.Join('\n', rules)).Or(little);
        return Packager.Pack(Wat.Compile(string.Join('\n', lines)), options).Wasm;
    }
}
