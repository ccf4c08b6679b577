namespace System;

/// <summary>The root of all types. Classes cannot be created in this world; structs inherit the three methods.</summary>
public class Object
{
#pragma warning disable CS0169, IDE0044, IDE0051 // The ahead-of-time compiler counts on this field: the header of every object.
    private nint _methodTable;
#pragma warning restore CS0169, IDE0044, IDE0051

    /// <summary>Whether both are the same object.</summary>
    public virtual bool Equals(object? obj) => false;

    /// <summary>A number that equal objects share.</summary>
    public virtual int GetHashCode() => 0;

    /// <summary>Nothing: text needs a heap.</summary>
    public virtual string? ToString() => null;
}
