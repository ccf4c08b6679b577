namespace Nf.Build;

/// <summary>What a guest may ask for on a board.</summary>
/// <param name="WasmPagesMax">Pages of linear memory (64 KiB each) that a module may declare.</param>
/// <param name="TableElementsMax">Elements of a table.</param>
/// <param name="FunctionsMax">Functions of a module, imports included.</param>
/// <param name="GlobalsMax">Globals of a module.</param>
/// <param name="HostSlotsMax">Host objects that a guest may hold at once.</param>
/// <param name="CodeBytesMax">Compiled code in bytes, as the engine estimates it.</param>
/// <param name="FuelMax">Fuel of a call in units.</param>
/// <param name="CallDepthMax">Calls that may nest.</param>
/// <param name="WasmStackBytes">The engine's value stack.</param>
/// <param name="NativeStackBytes">Native stack that one call of a guest may use.</param>
public sealed record BoardLimits(
    int WasmPagesMax, int TableElementsMax, int FunctionsMax, int GlobalsMax, int HostSlotsMax, int CodeBytesMax, long FuelMax,
    int CallDepthMax, int WasmStackBytes, int NativeStackBytes);
