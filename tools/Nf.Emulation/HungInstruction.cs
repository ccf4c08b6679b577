namespace Nf.Emulation;

/// <summary>An instruction in whose place a processor was made to hang.</summary>
/// <param name="Address">Where it was.</param>
/// <param name="Digits">Its two bytes in hexadecimal digits.</param>
public readonly record struct HungInstruction(uint Address, string Digits);
