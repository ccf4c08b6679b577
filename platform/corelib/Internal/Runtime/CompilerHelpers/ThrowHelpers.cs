namespace Internal.Runtime.CompilerHelpers;

/// <summary>What compiled code calls when a run-time check fails. The compiler finds the methods by name.</summary>
internal static class ThrowHelpers
{
    private static void ThrowIndexOutOfRangeException() => Fault.Raise(FaultKind.IndexOutOfRange);

    private static void ThrowNullReferenceException() => Fault.Raise(FaultKind.NullReference);

    private static void ThrowOverflowException() => Fault.Raise(FaultKind.Overflow);

    private static void ThrowDivideByZeroException() => Fault.Raise(FaultKind.DivideByZero);

    private static void ThrowArgumentException() => Fault.Raise(FaultKind.DestinationTooShort);

    private static void ThrowArgumentOutOfRangeException() => Fault.Raise(FaultKind.IndexOutOfRange);

    private static void ThrowPlatformNotSupportedException() => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowNotImplementedException() => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowInvalidProgramException(int id) => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowInvalidProgramExceptionWithArgument(int id, string methodName) => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowTypeLoadException(int id, string className, string typeName) => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowFeatureBodyRemoved() => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowInstanceBodyRemoved() => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowBodyRemoved() => Fault.Raise(FaultKind.InvalidProgram);

    private static void ThrowUnavailableType() => Fault.Raise(FaultKind.InvalidProgram);
}
