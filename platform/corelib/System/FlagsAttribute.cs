namespace System;

/// <summary>Says that the members of an enumeration are bits that combine.</summary>
[AttributeUsage(AttributeTargets.Enum, Inherited = false)]
public sealed class FlagsAttribute : Attribute;
