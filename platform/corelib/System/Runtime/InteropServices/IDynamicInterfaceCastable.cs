namespace System.Runtime.InteropServices;

/// <summary>Objects that choose their interfaces at run time. The ahead-of-time compiler looks the type up; nothing implements it.</summary>
internal interface IDynamicInterfaceCastable
{
    bool IsInterfaceImplemented(RuntimeTypeHandle interfaceType, bool throwIfNotImplemented);

    RuntimeTypeHandle GetDynamicInterfaceImplementation(RuntimeTypeHandle interfaceType);
}
