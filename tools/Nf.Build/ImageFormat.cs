namespace Nf.Build;

/// <summary>A format of image files.</summary>
public enum ImageFormat
{
    /// <summary>As the linker made it, with symbols and lines.</summary>
    Elf,

    /// <summary>The bytes of the flash from the first address on; the address is not in the file.</summary>
    Bin,

    /// <summary>Intel HEX.</summary>
    Hex,

    /// <summary>UF2, for boards that show themselves as a drive.</summary>
    Uf2,
}
