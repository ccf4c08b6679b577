using System;
using System.Collections.Generic;

namespace Nf.Chunker;

/// <summary>The names of a language's symbols and fields, and what the chunker makes of them.</summary>
public sealed class Grammar
{
    private readonly NodeRole[] _roles;
    private readonly string[] _symbols;

    internal Grammar(string[] symbols, string[] fields)
    {
        _symbols = symbols;
        _roles = Array.ConvertAll(symbols, NodeRoles.Of);
        NameField = Array.IndexOf(fields, "name");
        ValueField = Array.IndexOf(fields, "value");
    }

    /// <summary>The field that names a declaration.</summary>
    internal int NameField { get; }

    /// <summary>The field with what a variable, or an export without a name, is.</summary>
    internal int ValueField { get; }

    /// <summary>Names of all symbols, by number; several symbols may have the same name.</summary>
    public IReadOnlyList<string> Symbols => _symbols;

    /// <summary>The role of a symbol; text that fits nowhere has a number beyond the table.</summary>
    internal NodeRole RoleOf(int symbol) => symbol < _roles.Length ? _roles[symbol] : NodeRole.Wrapper;
}
