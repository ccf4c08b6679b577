namespace Nf.Runtime;

/// <summary>Why a text is not JSON (RFC 8259), or not JSON that a guest can be given.</summary>
internal enum JsonError
{
    /// <summary>It is.</summary>
    None,

    /// <summary>It ends too early.</summary>
    End,

    /// <summary>No value begins here.</summary>
    Value,

    /// <summary>No member's name begins here.</summary>
    Name,

    /// <summary>No colon follows the name.</summary>
    Colon,

    /// <summary>Neither a comma nor the end of the array or object.</summary>
    Separator,

    /// <summary>Something follows the value.</summary>
    Trailing,

    /// <summary>A control character in a string.</summary>
    Control,

    /// <summary>An escape that there is not.</summary>
    Escape,

    /// <summary>An escape for half of a surrogate pair, without the other half.</summary>
    Surrogate,

    /// <summary>Bytes that are not UTF-8.</summary>
    Encoding,

    /// <summary>A number against the grammar.</summary>
    Number,

    /// <summary>A number beyond the largest f64.</summary>
    Range,

    /// <summary>Arrays and objects nested deeper than <see cref="JsonReader.DepthMax"/>.</summary>
    Depth,
}
