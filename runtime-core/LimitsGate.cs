namespace Nf.Runtime;

/// <summary>
/// Measures a whole module against its limits before a byte is allocated for it: what is refused here has cost nothing.
/// </summary>
internal static class LimitsGate
{
    /// <summary>Finds the limits that hold, the manifest's included, and compares the module with them. O(manifest).</summary>
    /// <param name="module">An opened module.</param>
    /// <param name="options">What the operator and the board allow.</param>
    /// <param name="limits">What holds.</param>
    /// <param name="manifest">The module's; all zero when it has none and needs none.</param>
    /// <param name="error">What exceeds what.</param>
    /// <returns>Ok, NotMetered, ManifestInvalid or LimitExceeded.</returns>
    internal static Status Admit(
        in WasmModule module, in InstanceOptions options, out InstanceLimits limits, out Manifest manifest, out LoadError error)
    {
        manifest = default;
        limits = options.Limits;
        if (!options.RequireMetered && !module.HasManifest) return Compare(in module, in limits, out error);
        Status status = Manifest.Read(in module, out manifest, out error);
        if (status != Status.Ok) return status;
        InstanceLimits asked = manifest.Limits;
        limits = InstanceLimits.Least(in limits, in asked);
        return Compare(in module, in limits, out error);
    }

    private static Status Compare(in WasmModule module, in InstanceLimits limits, out LoadError error)
    {
        if (limits.StackBytes < InstanceLimits.StackBytesMin) return Refuse(Status.InvalidArgument, LoadDetail.StackSize, -1, out error);
        if (module.Memory.Minimum > limits.MemoryPages) return Refuse(in module, SectionId.Memory, LoadDetail.MemorySize, out error);
        if (module.TableElements > limits.TableElements) return Refuse(in module, SectionId.Table, LoadDetail.TableSize, out error);
        if ((uint)module.FunctionCount > limits.Functions) return Refuse(in module, SectionId.Function, LoadDetail.FunctionLimit, out error);
        if ((uint)module.GlobalCount > limits.Globals) return Refuse(in module, SectionId.Global, LoadDetail.GlobalLimit, out error);
        SectionRange code = module.Section(SectionId.Code);
        if (Interpreter.CodeBytes((uint)(code.End - code.Start)) > limits.CodeBytes)
            return Refuse(in module, SectionId.Code, LoadDetail.CodeSize, out error);
        error = default;
        return Status.Ok;
    }

    private static Status Refuse(in WasmModule module, SectionId section, LoadDetail detail, out LoadError error) =>
        Refuse(Status.LimitExceeded, detail, module.Section(section).Start, out error);

    private static Status Refuse(Status status, LoadDetail detail, int offset, out LoadError error)
    {
        error = new LoadError(status, detail, offset);
        return status;
    }
}
