namespace System.Diagnostics.CodeAnalysis;

/// <summary>The output is not null though its type allows it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class NotNullAttribute : Attribute;
