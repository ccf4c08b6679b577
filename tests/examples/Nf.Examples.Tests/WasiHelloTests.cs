namespace Nf.Examples.Tests;

/// <summary>The WASI example runs on another WASI host than ours.</summary>
[TestClass]
public sealed class WasiHelloTests
{
    private const string Greeting = "hello from wasm\n";
    private const string Checks = "the monotonic clock works\n4 random bytes\n";

    [TestMethod]
    public void PrintsAndEndsWellWithoutArguments() => AssertRun(0, Greeting + Checks);

    [TestMethod]
    public void PrintsItsArgumentsAndExitsWithTheFirst() =>
        AssertRun(7, Greeting + "argument 1: 7\nargument 2: größer\n" + Checks, "7", "größer");

    private static void AssertRun(int exitCode, string output, params string[] arguments)
    {
        ToolResult result = Tool.Run("node", Tool.PlayArguments("wasi", ExampleFolder.Wasm("wasi-hello"), arguments));

        Assert.AreEqual((exitCode, output, ""), (result.ExitCode, result.Output, result.Error));
    }
}
