namespace System.Diagnostics.CodeAnalysis;

/// <summary>Lets a reference to the receiver leave the method.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class UnscopedRefAttribute : Attribute;
