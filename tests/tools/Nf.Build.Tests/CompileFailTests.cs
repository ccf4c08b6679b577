using System.IO;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Build.Tests;

/// <summary>What needs a heap does not build, and the message says which construct it was and where.</summary>
[TestClass]
public sealed class CompileFailTests
{
    private const string Board = "lm3s6965evb";

    [TestMethod]
    [DataRow("NewOfClass", "'new' of a class")]
    [DataRow("NewArray", "a new array")]
    [DataRow("Boxing", "boxing")]
    [DataRow("Throw", "'throw'")]
    [DataRow("InterfaceDispatch", "a call through an interface")]
    [DataRow("FloatingPoint", "floating point")]
    [DataRow("StaticInitialiser", "a static constructor, or a static field with an initialiser that needs code")]
    public void A_forbidden_construct_is_refused_by_name(string snippet, string construct)
    {
        BuildResult result = FirmwareBuilder.CheckSnippet(PathOf(snippet), Board);

        Assert.AreEqual(Status.AllocationNotAllowed, result.Status, result.Message);
        StringAssert.Contains(result.Message, construct);
        Assert.IsFalse(result.Message.Contains('\n', System.StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("NewOfClass", "new Node")]
    [DataRow("NewArray", "new int")]
    [DataRow("Throw", "throw s_failure")]
    [DataRow("InterfaceDispatch", "shape.Area()")]
    [DataRow("FloatingPoint", "float half")]
    public void The_message_begins_with_the_source_line(string snippet, string code)
    {
        BuildResult result = FirmwareBuilder.CheckSnippet(PathOf(snippet), Board);

        string[] lines = File.ReadAllLines(PathOf(snippet));
        int line = 1 + lines.ToList().FindIndex(text => text.Contains(code, System.StringComparison.Ordinal));
        StringAssert.StartsWith(result.Message, $"tests/compile-fail/{snippet}.cs:{line}: ");
    }

    [TestMethod]
    public void The_same_work_without_a_heap_builds()
    {
        BuildResult result = FirmwareBuilder.CheckSnippet(PathOf("Allowed"), Board);

        Assert.AreEqual(Status.Ok, result.Status, result.Message);
        Assert.IsTrue(File.Exists(result.ImagePath));
    }

    private static string PathOf(string snippet) => Repository.PathOf("tests", "compile-fail", snippet + ".cs");
}
