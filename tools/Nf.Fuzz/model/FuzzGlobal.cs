using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>A global.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Mutable">Whether it may be set.</param>
/// <param name="Value">Its initial value; anything goes in a module that shall be invalid.</param>
internal sealed record FuzzGlobal(WasmType Type, bool Mutable, FuzzInstruction Value);
