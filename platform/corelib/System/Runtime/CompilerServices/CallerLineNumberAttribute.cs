namespace System.Runtime.CompilerServices;

/// <summary>The argument, when left out, is the line of the call.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class CallerLineNumberAttribute : Attribute;
