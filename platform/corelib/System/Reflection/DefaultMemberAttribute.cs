namespace System.Reflection;

/// <summary>Names the indexer of a type; the compiler writes it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class DefaultMemberAttribute : Attribute
{
    /// <summary>Gives the attribute its arguments.</summary>
    public DefaultMemberAttribute(string memberName)
    {
        MemberName = memberName;
    }

    /// <summary>The name of the indexer.</summary>
    public string MemberName { get; }
}
