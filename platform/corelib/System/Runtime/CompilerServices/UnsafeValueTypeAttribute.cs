namespace System.Runtime.CompilerServices;

/// <summary>Marks a struct that holds an unchecked buffer; the compiler writes it.</summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class UnsafeValueTypeAttribute : Attribute;
