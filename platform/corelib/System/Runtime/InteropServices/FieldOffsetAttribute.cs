namespace System.Runtime.InteropServices;

/// <summary>Bytes from the start of an explicitly laid out struct to the field.</summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class FieldOffsetAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public FieldOffsetAttribute(int offset)
    {
        Offset = offset;
    }

    /// <summary>The offset in bytes.</summary>
    public int Offset { get; }
}
