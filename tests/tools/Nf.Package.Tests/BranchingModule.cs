using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Nf.Package.Tests;

/// <summary>
/// Functions at random whose blocks take and give values: every kind of block and branch, with operands below, and dead code. What an
/// instruction consumes goes into a digest, so that a value that is lost or exchanged shows.
/// </summary>
internal sealed class BranchingModule
{
    private const int NestingMax = 4;
    private const int StatementsMax = 5;
    private const int ResultsMax = 3;
    private const int ParametersMax = 2;
    private const int Turns = 12;

    private static readonly string[] s_types = ["i32", "i64", "f32", "f64"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string[]> _labels = [];
    private readonly List<string> _stack = [];
    private int _constant;

    private BranchingModule(Random random) => _random = random;

    /// <summary>A module that exports functions t0, t1 and so on, each from i32 to the i64 digest of what it did.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="functions">How many.</param>
    public static string Generate(Random random, int functions)
    {
        StringBuilder module = new("(global $h (mut i64) (i64.const 0)) (func $leaf (param i32) (result i32) local.get 0 i32.const 3 i32.mul)\n");
        for (int i = 0; i < functions; i++)
            module.Append(new BranchingModule(random).Function(i));
        return module.ToString();
    }

    private string Function(int number)
    {
        string[] results = Types(ResultsMax);
        _labels.Add(results);
        Sequence(0, results);
        string[] fold = [.. results.Reverse().Select(Fold)];
        return $"""
            (func $f{number} (param $x i32) {Clause("result", results)}
              (local $n i32) (local $i32 i32) (local $i64 i64) (local $f32 f32) (local $f64 f64)
              i32.const {Turns} local.set $n
              {_text})
            (func (export "t{number}") (param i32) (result i64)
              i64.const 0 global.set $h local.get 0 call $f{number} {string.Join(' ', fold)} global.get $h)

            """;
    }

    // Returns whether anything behind it can be reached.
    private bool Statement(int nesting)
    {
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                Push(Type());
                break;
            case 3 or 4:
                if (_stack.Count != 0)
                    Consume();
                break;
            case 5:
                Push(Type());
                Say($"local.set ${Pop()}");
                break;
            case 6:
                BranchIf();
                break;
            case 7:
                Leave();
                return false;
            default:
                if (nesting < NestingMax)
                    Block(nesting);
                break;
        }
        return true;
    }

    private void Block(int nesting)
    {
        string kind = new[] { "block", "loop", "if", "if" }[_random.Next(4)];
        bool hasElse = kind == "if" && _random.Next(3) != 0;
        string[] parameters = Types(ParametersMax);
        string[] results = kind == "if" && !hasElse ? parameters : Types(ResultsMax);
        Push(Types(2));
        Push(parameters);
        if (kind == "if")
            Condition();
        Say($"{kind} {Clause("param", parameters)} {Clause("result", results)}");
        Arm(nesting, parameters, results, kind == "loop");
        if (hasElse)
        {
            Say("else");
            Arm(nesting, parameters, results, isLoop: false);
        }
        Say("end");
        _stack.RemoveRange(_stack.Count - parameters.Length, parameters.Length);
        _stack.AddRange(results);
    }

    // The values that the block was given are its first ones; below them nothing can be reached from inside.
    private void Arm(int nesting, string[] parameters, string[] results, bool isLoop)
    {
        _labels.Add(isLoop ? parameters : results);
        List<string> outside = [.. _stack];
        _stack.Clear();
        _stack.AddRange(parameters);
        if (isLoop)
            LeaveWhenTurnsAreUsed();
        while (_stack.Count != 0 && _random.Next(2) == 0)
            Consume();
        Sequence(nesting + 1, results);
        _stack.Clear();
        _stack.AddRange(outside);
        _labels.RemoveAt(_labels.Count - 1);
    }

    // Statements, and then the values that the end of the block wants.
    private void Sequence(int nesting, string[] results)
    {
        int given = _stack.Count;
        for (int i = _random.Next(1, StatementsMax + 1); i > 0; i--)
        {
            if (!Statement(nesting))
            {
                Dead();
                return;
            }
        }
        // Sometimes what is on the stack is what is wanted.
        if (given == results.Length && _stack.SequenceEqual(results))
            return;
        while (_stack.Count != 0)
            Consume();
        Push(results);
    }

    private void LeaveWhenTurnsAreUsed()
    {
        List<string> before = [.. _stack];
        Say("local.get $n i32.eqz if");
        Push(_labels[0]);
        Say("return end local.get $n i32.const 1 i32.sub local.set $n");
        _stack.Clear();
        _stack.AddRange(before);
    }

    private void BranchIf()
    {
        int label = _random.Next(_labels.Count);
        Push(Types(2));
        Push(_labels[^(label + 1)]);
        Condition();
        Say($"br_if {label}");
    }

    private void Leave()
    {
        int label = _random.Next(_labels.Count);
        string[] types = _labels[^(label + 1)];
        Push(Types(2));
        switch (_random.Next(4))
        {
            case 0:
                int[] same = [.. Enumerable.Range(0, _labels.Count).Where(other => _labels[^(other + 1)].SequenceEqual(types))];
                Push(types);
                Say("local.get $x local.get $n i32.add i32.const 3 i32.and");
                Say($"br_table {string.Join(' ', Enumerable.Range(0, 3).Select(_ => same[_random.Next(same.Length)]))} {label}");
                break;
            case 1:
                Push(_labels[0]);
                Say("return");
                break;
            default:
                Push(types);
                Say($"br {label}");
                break;
        }
    }

    // Whatever validation takes behind an unconditional branch; the block's results are what its end asks for.
    private void Dead()
    {
        string[] pieces = ["f64.add drop", "drop", "i32.const 1 drop", "block i64.const 2 drop end", "local.get $x call $leaf drop", "unreachable", "nop"];
        for (int i = _random.Next(3); i > 0; i--)
            Say(pieces[_random.Next(pieces.Length)]);
    }

    private void Condition() => Say($"local.get $x local.get $n i32.add i32.const {1 << _random.Next(4)} i32.and");

    private void Push(string[] types)
    {
        foreach (string type in types)
            Push(type);
    }

    private void Push(string type)
    {
        _stack.Add(type);
        int value = ++_constant * 1000 + _random.Next(1000);
        Say(_random.Next(5) switch
        {
            0 => $"local.get ${type}",
            1 when type == "i32" => "local.get $x call $leaf",
            2 when type == "i32" => $"local.get $x i32.const {value} i32.add",
            2 when type == "i64" => $"local.get $x i64.extend_i32_s i64.const {value} i64.add",
            2 => $"local.get $x i32.const {value} i32.add {type}.convert_i32_s",
            3 => $"{type}.const {value} local.tee ${type}",
            _ => $"{type}.const {value}",
        });
    }

    private string Pop()
    {
        string type = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
        return type;
    }

    private void Consume() => Say(Fold(Pop()));

    private static string Fold(string type)
    {
        string bits = type switch
        {
            "i32" => "i64.extend_i32_u",
            "i64" => "",
            "f32" => "i32.reinterpret_f32 i64.extend_i32_u",
            _ => "i64.reinterpret_f64",
        };
        return $"{bits} global.get $h i64.const 31 i64.mul i64.add global.set $h";
    }

    private string Type() => s_types[_random.Next(s_types.Length)];

    private string[] Types(int most) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => Type())];

    private static string Clause(string word, string[] types) => types.Length == 0 ? "" : $"({word} {string.Join(' ', types)})";

    private void Say(string text) => _text.Append("  ").AppendLine(text);
}
