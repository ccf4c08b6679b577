namespace System.Runtime.InteropServices;

/// <summary>The argument goes in only.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class InAttribute : Attribute;
