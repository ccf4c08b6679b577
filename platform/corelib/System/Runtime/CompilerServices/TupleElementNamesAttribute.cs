namespace System.Runtime.CompilerServices;

/// <summary>The names of a tuple's elements; the compiler writes it.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class TupleElementNamesAttribute : Attribute
{
    /// <summary>Gives the attribute its argument.</summary>
    public TupleElementNamesAttribute(string?[] transformNames)
    {
    }
}
