using System.Diagnostics;
using System.IO;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Build;

namespace Nf.Bench.Tests;

[TestClass]
public sealed class GuestTests
{
    [TestMethod]
    [DataRow("bench")]
    [DataRow("collections")]
    [DataRow("batch")]
    public void BinaryIsWhatItsTextGives(string name)
    {
        string made = Path.GetTempFileName();
        try
        {
            using Process tool = Process.Start("wat2wasm", [Repository.PathOf("bench", "guest", name + ".wat"), "-o", made]);
            tool.WaitForExit();
            Assert.AreEqual(0, tool.ExitCode);
            CollectionAssert.AreEqual(File.ReadAllBytes(made), File.ReadAllBytes(Repository.PathOf("bench", "guest", name + ".wasm")));
        }
        finally
        {
            File.Delete(made);
        }
    }
}
