namespace System.Runtime.CompilerServices;

/// <summary>Describes a <c>fixed</c> buffer; the compiler writes it.</summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class FixedBufferAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public FixedBufferAttribute(Type elementType, int length)
    {
        ElementType = elementType;
        Length = length;
    }

    /// <summary>The type of an element.</summary>
    public Type ElementType { get; }

    /// <summary>The number of elements.</summary>
    public int Length { get; }
}
