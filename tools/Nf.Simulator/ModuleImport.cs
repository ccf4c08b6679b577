namespace Nf.Simulator;

/// <summary>A function that a module wants from its host.</summary>
/// <param name="Module">The import module.</param>
/// <param name="Name">The name in it.</param>
/// <param name="Type">The type that the module expects.</param>
/// <param name="OfferedType">The type of what nf offers under this name; null when it offers nothing.</param>
public sealed record ModuleImport(string Module, string Name, string Type, string? OfferedType)
{
    /// <summary>Whether the import can be linked.</summary>
    public bool IsOffered => OfferedType == Type;
}
