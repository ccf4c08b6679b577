using System;
using System.Collections.Generic;
using System.Text;

namespace Nf.Chunker;

/// <summary>
/// Finds the declarations of a file that others can name: those at the top level, in namespaces, classes and interfaces; what stands in the
/// body of a function is a part of it. One pass without recursion, O(nodes): the depth of a tree is what the file makes it.
/// </summary>
internal ref struct DeclarationFinder
{
    private const int None = -1;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<NodeRecord> _nodes;
    private readonly Grammar _grammar;
    private readonly List<Chunk> _found = [];
    private readonly Stack<(uint End, string Name)> _containers = [];
    private int _doc = None;

    private DeclarationFinder(string file, ReadOnlySpan<byte> text, SyntaxTree tree, Grammar grammar)
    {
        _file = file;
        _text = text;
        _nodes = tree.Nodes;
        _grammar = grammar;
    }

    /// <summary>The declarations of a file in the order in which they begin.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="text">Its text.</param>
    /// <param name="tree">The text's tree, which must be consistent.</param>
    /// <param name="grammar">The grammar that made it.</param>
    public static IReadOnlyList<Chunk> Find(string file, ReadOnlySpan<byte> text, SyntaxTree tree, Grammar grammar)
    {
        DeclarationFinder finder = new(file, text, tree, grammar);
        for (int i = 0; i < finder._nodes.Length;)
            i = finder.Visit(i);
        return finder._found;
    }

    /// <summary>Looks at a node.</summary>
    /// <returns>The node to look at next: its first child or the next one behind it.</returns>
    private int Visit(int index)
    {
        while (_containers.Count != 0 && _containers.Peek().End <= index)
            _containers.Pop();
        NodeRole role = RoleOf(index);
        if (role == NodeRole.Comment)
            _doc = DocComment.Is(Text(index)) ? index : None;
        if (role is NodeRole.Comment or NodeRole.Decorator || (role == NodeRole.Other && IsToken(index)))
            return Behind(index);
        if (role is NodeRole.Wrapper or NodeRole.Outer or NodeRole.Variables)
            return index + 1;
        if (role == NodeRole.Block && ParentRole(index) == NodeRole.Namespace)
            return index + 1;
        bool isEntered = Declare(index, role);
        _doc = None;
        return isEntered ? index + 1 : Behind(index);
    }

    // True when declarations stand in it.
    private bool Declare(int index, NodeRole role)
    {
        switch (role)
        {
            case NodeRole.Function:
                Add(index, ChunkKind.Function);
                return false;
            case NodeRole.Type:
                Add(index, ChunkKind.Type);
                return false;
            case NodeRole.Enum:
                Add(index, ChunkKind.Enum);
                return false;
            case NodeRole.Method:
                Add(index, ChunkKind.Method);
                return false;
            case NodeRole.Property:
                if (HoldsFunction(index)) Add(index, ChunkKind.Method);
                return false;
            case NodeRole.Variable:
                AddVariable(index);
                return false;
            case NodeRole.FunctionValue when IsExportedValue(index):
                Add(index, ChunkKind.Function);
                return false;
            case NodeRole.Class or NodeRole.Interface or NodeRole.Namespace:
            case NodeRole.ClassValue when IsExportedValue(index):
                AddContainer(index, role);
                return true;
            default:
                return false;
        }
    }

    private void AddContainer(int index, NodeRole role)
    {
        string name = Add(index, role switch
        {
            NodeRole.Interface => ChunkKind.Interface,
            NodeRole.Namespace => ChunkKind.Namespace,
            _ => ChunkKind.Class,
        });
        string outer = Container();
        _containers.Push((_nodes[index].Next, outer.Length == 0 ? name : $"{outer}.{name}"));
    }

    private void AddVariable(int index)
    {
        int statement = (int)_nodes[index].Parent;
        bool isExported = ParentRole(statement) == NodeRole.Outer;
        bool isConstant = Text(statement).StartsWith("const"u8);
        int name = Child(index, _grammar.NameField);
        // What takes a value apart declares no name of its own.
        bool isName = name != None && _nodes[name].Next == (uint)name + 1;
        if (isName && HoldsFunction(index)) Add(index, ChunkKind.Function);
        else if (isName && isExported) Add(index, isConstant ? ChunkKind.Constant : ChunkKind.Variable);
    }

    private string Add(int index, ChunkKind kind)
    {
        int nameNode = Child(index, _grammar.NameField);
        string name = nameNode == None ? "default" : Encoding.UTF8.GetString(Text(nameNode));
        ref readonly NodeRecord range = ref _nodes[Statement(index)];
        string? doc = _doc == None ? null : DocComment.Text(Text(_doc));
        _found.Add(new Chunk(
            _file, kind, name, Container(), (int)range.StartByte, (int)range.EndByte, (int)range.StartRow + 1, (int)range.EndRow + 1, doc));
        return name;
    }

    // The declaration with the words around it.
    private int Statement(int index)
    {
        while (_nodes[index].Parent != NodeRecord.NoNode && ParentRole(index) is NodeRole.Outer or NodeRole.Variables)
            index = (int)_nodes[index].Parent;
        return index;
    }

    private string Container() => _containers.Count == 0 ? "" : _containers.Peek().Name;

    private bool HoldsFunction(int index)
    {
        int value = Child(index, _grammar.ValueField);
        return value != None && RoleOf(value) == NodeRole.FunctionValue;
    }

    private bool IsExportedValue(int index) => ParentRole(index) == NodeRole.Outer && _nodes[index].Field == _grammar.ValueField;

    // A keyword or punctuation mark, which stands between a comment and what it is about.
    private bool IsToken(int index) => (_nodes[index].Flags & NodeFlags.Named) == 0;

    private int Child(int index, int field)
    {
        for (int child = index + 1; child < (int)_nodes[index].Next; child = Behind(child))
        {
            if (_nodes[child].Field == field)
                return child;
        }
        return None;
    }

    private NodeRole ParentRole(int index) =>
        _nodes[index].Parent == NodeRecord.NoNode ? NodeRole.Other : RoleOf((int)_nodes[index].Parent);

    // A keyword may be spelt as the name of another node.
    private NodeRole RoleOf(int index) => IsToken(index) ? NodeRole.Other : _grammar.RoleOf(_nodes[index].Symbol);

    private int Behind(int index) => (int)_nodes[index].Next;

    private ReadOnlySpan<byte> Text(int index) => _text[(int)_nodes[index].StartByte..(int)_nodes[index].EndByte];
}
