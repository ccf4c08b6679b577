using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nf.Examples.Tests;

/// <summary>The committed modules are what the sources give, and build.sh says what it can't do.</summary>
[TestClass]
public sealed class BuildTests
{
    private static readonly string Script = Path.Combine(ExampleFolder.Root, "build.sh");

    private static IEnumerable<object[]> Names => ExampleFolder.Names.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void RebuildGivesTheCommittedBytes(string name)
    {
        string folder = Directory.CreateTempSubdirectory("nf examples ").FullName;
        try
        {
            Tool.Output("bash", [Script, name, "--out", folder]);

            byte[] built = File.ReadAllBytes(Path.Combine(folder, name + ".wasm"));
            Assert.IsTrue(
                File.ReadAllBytes(ExampleFolder.Wasm(name)).SequenceEqual(built),
                $"{name}.wasm is not what its sources give: run examples/build.sh {name} and commit it");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void UnknownExampleIsAUsageError()
    {
        ToolResult result = Tool.Run("bash", [Script, "no-such-example"]);

        Assert.AreEqual((int)Status.Usage, result.ExitCode);
        Assert.Contains("there is no example 'no-such-example'; there are: button kernels", result.Error);
    }

    [TestMethod]
    public void MissingCompilerNamesItsPackage()
    {
        // Offers what the script needs before it looks for a compiler, and no compiler.
        string folder = Directory.CreateTempSubdirectory("nf path ").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "bash"), "/usr/bin/bash");
            File.CreateSymbolicLink(Path.Combine(folder, "dirname"), "/usr/bin/dirname");

            ToolResult result = Tool.Run("env", ["PATH=" + folder, "bash", Script, "thermostat"]);

            Assert.AreEqual((int)Status.ToolMissing, result.ExitCode);
            Assert.AreEqual("build.sh: clang-14 is missing: apt-get install clang-14\n", result.Error);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
