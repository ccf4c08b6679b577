namespace Nf.Runtime;

/// <summary>What the ahead-of-time engine alone takes comes only to readers that are not restricted.</summary>
public ref partial struct WasmReader
{
    private ValidationRules _rules;

    readonly partial void LookUp(ValidationRules rule, ref bool takes) => takes = (_rules & rule) == 0;

    partial void Keep(ValidationRules rules) => _rules = rules;
}
