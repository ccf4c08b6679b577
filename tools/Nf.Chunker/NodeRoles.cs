namespace Nf.Chunker;

/// <summary>The roles of the grammar's symbols.</summary>
internal static class NodeRoles
{
    /// <summary>The role of a symbol with that name.</summary>
    public static NodeRole Of(string symbol) => symbol switch
    {
        // An expression statement is where the grammar has a namespace.
        "program" or "class_body" or "interface_body" or "object_type" or "expression_statement" => NodeRole.Wrapper,
        "export_statement" or "ambient_declaration" => NodeRole.Outer,
        "statement_block" => NodeRole.Block,
        "comment" => NodeRole.Comment,
        "decorator" => NodeRole.Decorator,
        "function_declaration" or "generator_function_declaration" or "function_signature" => NodeRole.Function,
        "function_expression" or "generator_function" or "arrow_function" => NodeRole.FunctionValue,
        "class_declaration" or "abstract_class_declaration" => NodeRole.Class,
        "class" => NodeRole.ClassValue,
        "interface_declaration" => NodeRole.Interface,
        "type_alias_declaration" => NodeRole.Type,
        "enum_declaration" => NodeRole.Enum,
        "method_definition" or "method_signature" or "abstract_method_signature" => NodeRole.Method,
        "public_field_definition" => NodeRole.Property,
        "lexical_declaration" or "variable_declaration" => NodeRole.Variables,
        "variable_declarator" => NodeRole.Variable,
        "internal_module" or "module" => NodeRole.Namespace,
        _ => NodeRole.Other,
    };
}
