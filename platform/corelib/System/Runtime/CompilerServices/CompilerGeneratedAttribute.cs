namespace System.Runtime.CompilerServices;

/// <summary>Marks what the compiler wrote by itself.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class CompilerGeneratedAttribute : Attribute;
