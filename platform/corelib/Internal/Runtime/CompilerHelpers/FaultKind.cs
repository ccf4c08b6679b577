namespace Internal.Runtime.CompilerHelpers;

/// <summary>Why the program cannot go on. The same numbers as in <c>boards/common/nf_fault.h</c>.</summary>
internal enum FaultKind
{
    /// <summary>An index or a length lies outside its span or inline array.</summary>
    IndexOutOfRange = 1,

    /// <summary>A null pointer or reference was followed.</summary>
    NullReference = 2,

    /// <summary>Checked arithmetic left the range of its type.</summary>
    Overflow = 3,

    /// <summary>An integer was divided by zero.</summary>
    DivideByZero = 4,

    /// <summary>A reference was cast to a type that it does not have.</summary>
    InvalidCast = 5,

    /// <summary>A nullable without a value was read.</summary>
    NoValue = 6,

    /// <summary>A method that the ahead-of-time compiler could not compile was called.</summary>
    InvalidProgram = 7,

    /// <summary>A destination is shorter than what is copied to it.</summary>
    DestinationTooShort = 8,
}
