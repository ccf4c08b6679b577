namespace Nf.Runtime;

/// <summary>The tag of a JSON value: its first word in the guest's memory.</summary>
internal enum JsonKind : uint
{
    /// <summary>null: 8 bytes.</summary>
    Null = 0,

    /// <summary>A word that is not 0 for true: 8 bytes.</summary>
    Bool = 1,

    /// <summary>An f64 at offset 8: 16 bytes.</summary>
    Number = 2,

    /// <summary>Pointer and length of UTF-8: 16 bytes.</summary>
    Text = 3,

    /// <summary>Pointer to pointers, and their number: 16 bytes.</summary>
    Array = 4,

    /// <summary>The wrapper of a map of strings to pointers: 8 bytes.</summary>
    Object = 5,
}
