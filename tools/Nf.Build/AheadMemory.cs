namespace Nf.Build;

/// <summary>The memory of an image without the interpreter: what that needs of flash and of the arena is the guest's.</summary>
/// <param name="FlashBytesMax">The largest image in bytes.</param>
/// <param name="EngineArenaBytes">The engine's arena.</param>
/// <param name="LinearMemoryBytes">The guest's linear memory.</param>
public sealed record AheadMemory(int FlashBytesMax, int EngineArenaBytes, int LinearMemoryBytes);
