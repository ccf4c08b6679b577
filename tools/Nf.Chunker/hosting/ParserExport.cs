namespace Nf.Chunker;

/// <summary>What the parser's module exports (examples/tree-sitter/guest.h).</summary>
internal enum ParserExport
{
    Initialize,
    Alloc,
    Free,
    SymbolCount,
    SymbolName,
    FieldCount,
    FieldName,
    Parse,
    Drop,
    Count,
    Dump,
    Root,
    FirstChild,
    NextSibling,
    Parent,
    Kind,
    Flags,
    StartByte,
    EndByte,
    StartRow,
    StartColumn,
    EndRow,
}
