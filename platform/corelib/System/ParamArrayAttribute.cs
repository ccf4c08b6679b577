namespace System;

/// <summary>Marks a parameter that takes any number of arguments.</summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class ParamArrayAttribute : Attribute;
