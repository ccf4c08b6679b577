namespace System.Runtime.InteropServices;

/// <summary>How the fields of a struct are placed.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StructLayoutAttribute : Attribute
{
    /// <summary>Places the fields as <paramref name="layoutKind"/> says.</summary>
    public StructLayoutAttribute(LayoutKind layoutKind)
    {
        Value = layoutKind;
    }

    /// <summary>The kind of layout.</summary>
    public LayoutKind Value { get; }

    /// <summary>The largest alignment of a field in bytes; 0 for the natural one.</summary>
    public int Pack;

    /// <summary>The least size of the struct in bytes; 0 for what the fields need.</summary>
    public int Size;

    /// <summary>How text would cross.</summary>
    public CharSet CharSet;
}
