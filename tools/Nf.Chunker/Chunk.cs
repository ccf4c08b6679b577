namespace Nf.Chunker;

/// <summary>A part of a file: a declaration, or a window where the file was not understood.</summary>
/// <param name="File">The file's path.</param>
/// <param name="Kind">What it declares, see <see cref="ChunkKind"/>.</param>
/// <param name="Name">Its name; "default" for an export without one, empty for a window.</param>
/// <param name="Container">The namespaces and classes around it, with dots between; empty for none.</param>
/// <param name="StartByte">The first byte, the words "export" and "declare" included, the comment not.</param>
/// <param name="EndByte">The first byte behind it.</param>
/// <param name="StartLine">The line of the first byte, from 1.</param>
/// <param name="EndLine">The line of the last byte, from 1.</param>
/// <param name="Doc">Its doc comment, without the stars; null for none.</param>
public sealed record Chunk(
    string File,
    ChunkKind Kind,
    string Name,
    string Container,
    int StartByte,
    int EndByte,
    int StartLine,
    int EndLine,
    string? Doc);
