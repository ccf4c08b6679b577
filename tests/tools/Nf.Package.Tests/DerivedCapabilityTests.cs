using static Nf.Package.Tests.WatText;

namespace Nf.Package.Tests;

/// <summary>The capabilities of a package when nobody listed them.</summary>
[TestClass]
public sealed class DerivedCapabilityTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("(import \"nf\" \"log\" (func (param i32 i32 i32) (result i32)))", "")]
    [DataRow("(import \"nf\" \"open\" (func (param i32 i32 i32 i32) (result i32)))", "")]
    [DataRow("(import \"nf\" \"i2c_write_read\" (func (param i32 i32 i32 i32 i32) (result i32)))", "i2c")]
    [DataRow("(import \"nf\" \"gpio_write\" (func (param i32 i32) (result i32)))", "gpio")]
    [DataRow(
        "(import \"nf\" \"i2c_read\" (func (param i32 i32 i32) (result i32))) (import \"nf\" \"gpio_read\" (func (param i32) (result i32)))",
        "gpio i2c")]
    [DataRow("(import \"nf\" \"display_size\" (func (result i32)))", "display")]
    [DataRow("(import \"nf\" \"submit\" (func (param i32) (result i32)))", "gpio i2c")]
    [DataRow("(import \"nf\" \"topic_open\" (func (param i32 i32) (result i32)))", "")]
    [DataRow("(global (export \"nf_samples\") i32 (i32.const 64))", "i2c")]
    [DataRow("(import \"other\" \"gpio_write\" (func (param i32 i32) (result i32)))", "")]
    public void They_are_the_classes_that_the_module_can_reach(string imports, string expected) =>
        Assert.AreEqual(expected, string.Join(' ', Of(imports, PackageOptions.Default)));

    [TestMethod]
    public void A_list_that_is_empty_is_a_list()
    {
        const string imports = "(import \"nf\" \"gpio_write\" (func (param i32 i32) (result i32)))";

        Assert.AreEqual(0, Of(imports, new PackageOptions { Capabilities = [] }).Length);
        Assert.AreEqual("i2c", string.Join(' ', Of(imports, new PackageOptions { Capabilities = ["i2c"] })));
        Assert.AreEqual(0, Of(imports, LimitsFile.Parse("nf.yaml", "capability: []")).Length);
    }

    private static string[] Of(string imports, PackageOptions options) =>
        [.. PackageInspection.Of(Packager.Pack(Compile(imports), options).Wasm).Manifest.Capabilities];
}
