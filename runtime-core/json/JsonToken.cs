namespace Nf.Runtime;

/// <summary>What <see cref="JsonReader"/> came to.</summary>
internal enum JsonToken
{
    /// <summary>The end of the text, behind its one value.</summary>
    End,

    /// <summary><c>{</c>.</summary>
    BeginObject,

    /// <summary><c>}</c>.</summary>
    EndObject,

    /// <summary><c>[</c>.</summary>
    BeginArray,

    /// <summary><c>]</c>.</summary>
    EndArray,

    /// <summary>The name of an object's member.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c>.</summary>
    True,

    /// <summary><c>false</c>.</summary>
    False,

    /// <summary><c>null</c>.</summary>
    Null,
}
