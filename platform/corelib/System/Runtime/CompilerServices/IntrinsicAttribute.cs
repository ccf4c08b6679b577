namespace System.Runtime.CompilerServices;

/// <summary>The compiler may replace the method's body by better instructions of its own.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class IntrinsicAttribute : Attribute;
