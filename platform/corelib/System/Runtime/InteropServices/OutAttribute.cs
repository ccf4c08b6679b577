namespace System.Runtime.InteropServices;

/// <summary>The argument comes out only.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class OutAttribute : Attribute;
