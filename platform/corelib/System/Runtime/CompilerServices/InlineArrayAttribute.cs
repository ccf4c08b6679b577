namespace System.Runtime.CompilerServices;

/// <summary>Repeats the one field of a struct <c>length</c> times.</summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class InlineArrayAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public InlineArrayAttribute(int length)
    {
        Length = length;
    }

    /// <summary>The number of elements.</summary>
    public int Length { get; }
}
