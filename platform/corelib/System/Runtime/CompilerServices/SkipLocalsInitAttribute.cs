namespace System.Runtime.CompilerServices;

/// <summary>Leaves locals and <c>stackalloc</c> memory as found instead of zeroing it.</summary>
[AttributeUsage(AttributeTargets.Module | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method, Inherited = false)]
public sealed class SkipLocalsInitAttribute : Attribute;
