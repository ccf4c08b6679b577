namespace System.Runtime.CompilerServices;

/// <summary>Shows internal members to a test assembly. Without effect in a single assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class InternalsVisibleToAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public InternalsVisibleToAttribute(string assemblyName)
    {
        AssemblyName = assemblyName;
    }

    /// <summary>The assembly that sees them.</summary>
    public string AssemblyName { get; }
}
