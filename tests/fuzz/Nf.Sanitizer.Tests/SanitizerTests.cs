using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Nf.Runtime.Tests;

namespace Nf.Sanitizer.Tests;

/// <summary>
/// What the address and undefined behaviour sanitizers find in wasm3 and nf's layer over it, on valid modules: nothing. Each function is
/// called with odd arguments, so that many trap; each stack size moves the value stack's end to another instruction.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class SanitizerTests
{
    [TestMethod]
    [DataRow(256)]
    [DataRow(1024)]
    [DataRow(16384)]
    public void Nothing_is_found_on_the_project_s_own_guests(int stackBytes)
    {
        IReadOnlyList<string> corpus = Corpus.OfTheProject();
        (ILookup<string, string> lines, string output) = Driver.Run(["--stack", Text(stackBytes), .. corpus]);
        Assert.IsEmpty(lines["FOUND"], output);
        Assert.AreEqual(corpus.Count, lines["ok"].Count() + lines["refused"].Count(), output);
        Assert.IsGreaterThan(15, lines["ok"].Count(), output);
    }

    [TestMethod]
    [DataRow(2048)]
    public void Nothing_is_found_on_the_specification_s_valid_modules(int stackBytes)
    {
        if (Corpus.SpecificationFolder() is not { } folder)
        {
            Assert.Inconclusive("the specification's tests are neither in NF_SPEC_DIR nor in ../shared/spec");
            return;
        }

        IReadOnlyList<string> corpus = Corpus.OfTheSpecification(folder);
        (ILookup<string, string> lines, string output) = Driver.Run(["--stack", Text(stackBytes), .. corpus]);
        Assert.IsEmpty(lines["FOUND"], output);
        Assert.AreEqual(corpus.Count, lines["ok"].Count() + lines["refused"].Count(), output);
        Assert.IsGreaterThan(corpus.Count * 4 / 5, lines["ok"].Count(), output);
    }

    /// <summary>
    /// The control: wasm3 does write behind its value stack, and the sanitizer does see it, as soon as a type has more cells than the
    /// red zone holds. The validator's limit is what keeps it from that.
    /// </summary>
    [TestMethod]
    public void More_parameters_than_the_validator_takes_write_behind_the_red_zone()
    {
        const int Parameters = 200;
        string parameters = string.Concat(Enumerable.Repeat(" i32", Parameters));
        string arguments = string.Concat(Enumerable.Repeat("(i32.const 1)", Parameters));
        string module = Corpus.Write("wide", Wat.Compile($"""
            (func $wide (param{parameters}))
            (func (export "run") (param i32) (call $wide {arguments}))
            """));
        Assert.IsNotEmpty(Driver.Run("--stack", "512", "--cells", Text(Parameters), module).Lines["FOUND"]);
        Assert.IsNotEmpty(Driver.Run("--stack", "512", module).Lines["refused"]);
    }

    /// <summary>
    /// The control for the compiler: wasm3 writes behind its tables of operands when blocks have many values. refuse.block-results and
    /// refuse.block-parameters of the self-tests show that the validator lets no such module to it.
    /// </summary>
    [TestMethod]
    [DataRow("block-results")]
    [DataRow("block-parameters")]
    public void More_values_in_blocks_than_the_validator_takes_write_behind_the_compiler_s_tables(string name)
    {
        (ILookup<string, string> lines, string output) = Driver.Run(Corpus.Write(name, Corpus.Hostile(name)));
        Assert.IsNotEmpty(lines["FOUND"], output);
        StringAssert.Contains(output, "m3_compile.c");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
