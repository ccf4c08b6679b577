namespace System.Runtime.CompilerServices;

/// <summary>The static field never moves. Here no static ever does.</summary>
[AttributeUsage(AttributeTargets.Field, Inherited = false)]
public sealed class FixedAddressValueTypeAttribute : Attribute;
