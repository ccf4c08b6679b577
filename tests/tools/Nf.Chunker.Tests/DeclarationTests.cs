using System;
using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Chunker.Tests;

/// <summary>Which declarations are found, how they are named, and which comment belongs to them.</summary>
[TestClass]
public sealed class DeclarationTests
{
    [TestMethod]
    [DataRow("function f() {}", "function f 1-1")]
    [DataRow("async function* f() {}", "function f 1-1")]
    [DataRow("export default function () {}", "function default 1-1")]
    [DataRow("export default () => 1;", "function default 1-1")]
    [DataRow("export default class { m() {} }", "class default 1-1|method default.m 1-1")]
    [DataRow("declare function f(a: number): string;", "function f 1-1")]
    [DataRow("function f(a: 1): 2;\nfunction f(a: 3): 4;\nfunction f(a) { return a; }", "function f 1-1|function f 2-2|function f 3-3")]
    [DataRow("class A<T> extends B implements C {\n  x = 1;\n  m() {\n  }\n}", "class A 1-5|method A.m 3-4")]
    [DataRow(
        "abstract class A { abstract m(): void; get p() { return 1; } static #q() {} }",
        "class A 1-1|method A.m 1-1|method A.p 1-1|method A.#q 1-1")]
    [DataRow("class A { f = () => 1; g = 2; }", "class A 1-1|method A.f 1-1")]
    [DataRow("interface I { m(): void; n: number }", "interface I 1-1|method I.m 1-1")]
    [DataRow("type T = { m(): void };", "type T 1-1")]
    [DataRow("export declare const enum E { A, B }", "enum E 1-1")]
    [DataRow("export const a = 1, b = () => 2;\nexport let c = 3;", "constant a 1-1|function b 1-1|variable c 2-2")]
    [DataRow("const a = 1;\nlet { b, c } = a;\nexport const [d] = a;", "")]
    [DataRow("const f = function () {};", "function f 1-1")]
    [DataRow("namespace A.B {\n  export function f() {}\n}\nfunction g() {}", "namespace A.B 1-3|function A.B.f 2-2|function g 4-4")]
    [DataRow("declare module 'm' { export class C { m(): void } }", "namespace 'm' 1-1|class 'm'.C 1-1|method 'm'.C.m 1-1")]
    [DataRow("function f() { function inner() {} class Inner {} }", "function f 1-1")]
    [DataRow("@dec\nexport class A {\n  @dec() m() {}\n}", "class A 1-4|method A.m 3-3")]
    [DataRow("export { a } from 'b';\nimport c from 'd';\nif (c) { function f() {} }", "")]
    [DataRow("", "")]
    public void Declarations_are_found(string text, string expected)
    {
        using ParserHost host = new();

        FileChunks file = host.Cut(text);

        Assert.IsNull(file.Fallback);
        Assert.AreEqual(expected, string.Join('|', file.Chunks.Select(Describe)));
    }

    [TestMethod]
    public void What_stands_behind_an_error_is_found()
    {
        using ParserHost host = new();

        FileChunks file = host.Cut("class A {}\n) ]] %%\nfunction f() {}\n");

        Assert.AreNotEqual(0, file.Errors);
        Assert.AreEqual("class A 1-1|function f 3-3", string.Join('|', file.Chunks.Select(Describe)));
    }

    [TestMethod]
    public void Jsx_is_its_own_language()
    {
        const string Text = "export function View() { return <p a={1}>text</p>; }";
        using ParserHost host = new();

        Assert.AreEqual(0, host.Cut(Text, Language.Tsx).Errors);
        Assert.AreNotEqual(0, host.Cut(Text, Language.TypeScript).Errors);
        Assert.AreEqual(0, host.Cut("const a = <number>b;", Language.TypeScript).Errors);
    }

    [TestMethod]
    [DataRow("/** What it is. */\nfunction f() {}", "What it is.")]
    [DataRow("/**\n * Two\n *\n *   lines.\n */\nexport async function f() {}", "Two\n\nlines.")]
    [DataRow("/** Of the class. */\n@dec\nexport class A {}", "Of the class.")]
    [DataRow("/** One. */\n/** Two. */\nconst f = () => 1;", "Two.")]
    [DataRow("/** Of another. */\nlet x = 1;\nfunction f() {}", null)]
    [DataRow("/** Doc. */\n// not\nfunction f() {}", null)]
    [DataRow("/* plain */\nfunction f() {}", null)]
    [DataRow("/***/\nfunction f() {}", null)]
    [DataRow("/**********/\nfunction f() {}", null)]
    [DataRow("/** größer 🙂 */\nfunction f() {}", "größer 🙂")]
    [DataRow("/** a */ export /** b */ default /** c */ function f() {}", "c")]
    public void A_doc_comment_belongs_to_what_follows(string text, string? doc)
    {
        using ParserHost host = new();

        Assert.AreEqual(doc, host.Cut(text).Chunks.Single().Doc);
    }

    [TestMethod]
    public void Ranges_are_bytes_of_the_statement()
    {
        const string Text = "// ä\nexport const größe = () => '🙂';\n";
        using ParserHost host = new();

        Chunk chunk = host.Cut(Text).Chunks.Single();

        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(Text);
        Assert.AreEqual("export const größe = () => '🙂';", System.Text.Encoding.UTF8.GetString(bytes[chunk.StartByte..chunk.EndByte]));
        Assert.AreEqual("größe", chunk.Name);
    }

    private static string Describe(Chunk chunk)
    {
        string name = chunk.Container.Length == 0 ? chunk.Name : $"{chunk.Container}.{chunk.Name}";
        return FormattableString.Invariant($"{chunk.Kind.ToString().ToLowerInvariant()} {name} {chunk.StartLine}-{chunk.EndLine}");
    }
}
