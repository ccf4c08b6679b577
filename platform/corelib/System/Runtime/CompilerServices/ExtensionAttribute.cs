namespace System.Runtime.CompilerServices;

/// <summary>Marks extension methods; the compiler writes it.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method, Inherited = false)]
public sealed class ExtensionAttribute : Attribute;
