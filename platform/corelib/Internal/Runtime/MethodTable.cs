namespace Internal.Runtime;

/// <summary>What the ahead-of-time compiler calls the description of a type, in signatures that it makes itself.</summary>
internal struct MethodTable;
