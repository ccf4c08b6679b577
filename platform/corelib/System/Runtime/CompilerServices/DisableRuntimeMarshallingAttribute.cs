namespace System.Runtime.CompilerServices;

/// <summary>Values cross to native code as they are.</summary>
[AttributeUsage(AttributeTargets.Assembly, Inherited = false)]
public sealed class DisableRuntimeMarshallingAttribute : Attribute;
