namespace System.Runtime;

/// <summary>Gives a method a C symbol of its own.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class RuntimeExportAttribute : Attribute
{
    /// <summary>Exports the method as <paramref name="entry"/>.</summary>
    public RuntimeExportAttribute(string entry)
    {
    }
}
