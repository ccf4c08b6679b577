namespace Nf.Runtime;

/// <summary>How elements lie in arrays and in options, and which of them a guest's collector must see.</summary>
internal static class ElementLayout
{
    /// <summary>Bytes of an element in an array.</summary>
    public static uint ArrayBytes(ElementType type) => type == ElementType.Int32 ? 4u : 8u;

    /// <summary>Bytes of an option that holds one: tag, padding up to the payload's alignment, payload.</summary>
    public static uint SomeBytes(ElementType type) => type switch
    {
        ElementType.Int32 => 8,
        ElementType.Text => 12,
        _ => 16,
    };

    /// <summary>Offset of the payload in an option that holds one.</summary>
    public static int SomePayload(ElementType type) => type is ElementType.Int32 or ElementType.Text ? 4 : 8;

    /// <summary>Cells of a function's parameter of that type.</summary>
    public static int Cells(ElementType type) => type == ElementType.Text ? 2 : 1;

    /// <summary>Whether the low word may be a pointer.</summary>
    public static bool HasPointer(ElementType type) => type is ElementType.Int32 or ElementType.Text;
}
