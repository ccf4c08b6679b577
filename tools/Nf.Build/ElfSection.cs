namespace Nf.Build;

/// <summary>A section of an ELF file.</summary>
/// <param name="Index">Its place in the section table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type (SHT_*).</param>
/// <param name="Flags">Its flags (SHF_*).</param>
/// <param name="Address">Its address in memory.</param>
/// <param name="Offset">Its place in the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Link">The section it refers to.</param>
/// <param name="Info">For relocations: the section they apply to.</param>
public sealed record ElfSection(int Index, string Name, uint Type, ulong Flags, ulong Address, ulong Offset, ulong Bytes, int Link, int Info)
{
    private const ulong FlagWrite = 1;
    private const ulong FlagAllocate = 2;
    private const ulong FlagThreadLocal = 0x400;
    private const uint TypeNoBits = 8;

    /// <summary>Whether it takes memory when the program runs.</summary>
    public bool IsAllocated => (Flags & FlagAllocate) != 0;

    /// <summary>Whether the program may write to it.</summary>
    public bool IsWritable => (Flags & FlagWrite) != 0;

    /// <summary>Whether the file holds its content.</summary>
    public bool HasContent => Type != TypeNoBits;

    /// <summary>Whether it is only a template for the memory of threads: without content it takes no memory itself.</summary>
    public bool IsThreadLocal => (Flags & FlagThreadLocal) != 0;
}
