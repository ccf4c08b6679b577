using System.Linq;
using System.Text;
using Nf.Package;
using Nf.Runtime;
using SegmentMode = Nf.Package.SegmentMode;

namespace Nf.Fuzz;

/// <summary>Makes random valid modules.</summary>
internal static class ModuleGenerator
{
    /// <summary>Makes one.</summary>
    public static FuzzModule Generate(FuzzRandom random)
    {
        FuzzModule module = new();
        int types = 1 + random.Below(5);
        for (int i = 0; i < types; i++)
            module.TypeIndex(new Signature(Types(random, 4, 20), Types(random, 2, 9)));
        AddImports(module, random);
        if (random.Below(4) != 0)
            module.Memories.Add(Limits(random, 1, 4));
        if (random.Below(3) != 0)
            module.Tables.Add(Limits(random, 10, 20));
        AddGlobals(module, random);
        int functions = 1 + random.Below(4);
        for (int i = 0; i < functions; i++)
            module.Functions.Add(NewFunction(module, random));
        AddSegments(module, random);
        foreach (FuzzFunction function in module.Functions)
        {
            int budget = 10 + random.Below(random.OneIn(8) ? 300 : 60);
            function.Code.AddRange(CodeGenerator.Body(
                module, random, function.LocalTypes(module), module.Types[(int)function.Type].Results, budget));
        }
        AddExports(module, random);
        return module;
    }

    private static byte[] Types(FuzzRandom random, int most, int mostSeldom)
    {
        int count = random.Below((random.OneIn(20) ? mostSeldom : most) + 1);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)CodeGenerator.RandomType(random))];
    }

    private static Limits Limits(FuzzRandom random, int leastBelow, int most)
    {
        uint least = (uint)random.Below(leastBelow + 1);
        return new Limits { Minimum = least, Maximum = random.OneIn(3) ? uint.MaxValue : least + (uint)random.Below(most) };
    }

    private static void AddImports(FuzzModule module, FuzzRandom random)
    {
        if (!random.OneIn(3))
            return;
        foreach ((string name, Signature type) in HostTypes.All)
        {
            if (random.OneIn(2))
                module.Imports.Add((FuzzHost.Module.ToArray(), Encoding.UTF8.GetBytes(name), module.TypeIndex(type)));
        }
    }

    private static void AddGlobals(FuzzModule module, FuzzRandom random)
    {
        int count = random.Below(6);
        for (int i = 0; i < count; i++)
            module.Globals.Add(NewGlobal(random));
    }

    /// <summary>A global.</summary>
    public static FuzzGlobal NewGlobal(FuzzRandom random)
    {
        WasmType type = CodeGenerator.RandomType(random);
        return new FuzzGlobal(type, !random.OneIn(4), FuzzInstruction.Const(type, Boundaries.Pick(random, type)));
    }

    private static FuzzFunction NewFunction(FuzzModule module, FuzzRandom random)
    {
        FuzzFunction function = new() { Type = (uint)random.Below(module.Types.Count) };
        int groups = random.Below(5);
        for (int i = 0; i < groups; i++)
            function.Locals.Add(((uint)(random.OneIn(30) ? random.Below(200) : random.Below(3)), (byte)CodeGenerator.RandomType(random)));
        return function;
    }

    private static void AddSegments(FuzzModule module, FuzzRandom random)
    {
        if (module.Memories.Count != 0)
        {
            for (int i = random.Below(4); i > 0; i--)
                module.Data.Add(NewData(module, random));
        }
        if (module.Tables.Count != 0)
        {
            for (int i = random.Below(4); i > 0; i--)
                module.Elements.Add(NewElements(module, random));
        }
    }

    /// <summary>A data segment for the module's memory.</summary>
    public static Segment NewData(FuzzModule module, FuzzRandom random)
    {
        byte[] bytes = [.. Enumerable.Range(0, random.Below(random.OneIn(6) ? 200 : 20)).Select(_ => (byte)random.Next())];
        uint kind = module.Memories[0].Minimum == 0 && !random.OneIn(20) ? 1 : (uint)random.Below(3);
        int offset = Offset(random, module.Memories[0].Minimum * 65536, bytes.Length);
        return new Segment(kind == 1 ? SegmentMode.Passive : SegmentMode.Active, kind, offset, bytes, []);
    }

    /// <summary>An element segment for the module's table.</summary>
    public static Segment NewElements(FuzzModule module, FuzzRandom random)
    {
        uint kind = random.Of<uint>([0, 0, 1, 2, 3, 5]);
        if (module.Tables[0].Minimum < 6 && !random.OneIn(20))
            kind = random.Of<uint>([1, 3, 5]);
        SegmentMode mode = kind switch { 3 => SegmentMode.Declared, 1 or 5 => SegmentMode.Passive, _ => SegmentMode.Active };
        uint[] functions = [.. Enumerable.Range(0, random.Below(6)).Select(_ => (uint)random.Below(module.FunctionCount))];
        if (kind == 5 && functions.Length != 0 && random.OneIn(2))
            functions[0] = Segment.Null;
        return new Segment(mode, kind, Offset(random, module.Tables[0].Minimum, functions.Length), [], functions);
    }

    // Mostly one that fits.
    private static int Offset(FuzzRandom random, uint room, int length)
    {
        if (room < length || random.OneIn(100))
            return (int)Boundaries.Pick(random, WasmType.I32);
        return random.Below((int)System.Math.Min(room - length, 300) + 1);
    }

    private static void AddExports(FuzzModule module, FuzzRandom random)
    {
        for (int i = 0; i < module.FunctionCount; i++)
        {
            if (random.Below(4) != 0)
                Export(ExternalKind.Function, i);
        }
        if (module.Memories.Count != 0 && random.OneIn(2))
            Export(ExternalKind.Memory, 0);
        if (module.Tables.Count != 0 && random.OneIn(4))
            Export(ExternalKind.Table, 0);
        for (int i = 0; i < module.Globals.Count; i++)
        {
            if (random.OneIn(3))
                Export(ExternalKind.Global, i);
        }
        uint[] starts = [.. Enumerable.Range(0, module.FunctionCount).Select(i => (uint)i)
            .Where(i => module.TypeOf(i) is { Parameters.Length: 0, Results.Length: 0 })];
        if (starts.Length != 0 && random.OneIn(5))
            module.Start = random.Of(starts);

        void Export(ExternalKind kind, int index) =>
            module.Exports.Add((Encoding.UTF8.GetBytes($"{kind.ToString()[0]}{index}"), kind, (uint)index));
    }
}
