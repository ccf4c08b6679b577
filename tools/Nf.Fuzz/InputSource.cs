using Nf.Errors;
using Nf.Package;

namespace Nf.Fuzz;

/// <summary>Makes the input of each iteration from the run's seed and its number alone, so that each can be made again by itself.</summary>
internal sealed class InputSource(ulong seed, Corpus corpus)
{
    /// <summary>What every package of the fuzzer says.</summary>
    public static PackageOptions Options { get; } = new()
    {
        Name = "fuzz",
        Fuel = CaseRoom.Fuel,
        Depth = CaseRoom.Depth,
        MemoryPages = CaseRoom.Pages,
    };

    /// <summary>Makes one.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="random">For whatever else the iteration decides.</param>
    public FuzzInput Make(long iteration, out FuzzRandom random)
    {
        random = FuzzRandom.Of(seed, iteration);
        return random.Below(10) switch
        {
            <= 2 => new FuzzInput(InputKind.Generated, ModuleGenerator.Generate(random).Encode()),
            <= 6 => new FuzzInput(InputKind.Mutated, Mutated(random).Encode()),
            <= 8 => new FuzzInput(InputKind.Bytes, MutatedBytes(random)),
            _ => Package(random),
        };
    }

    /// <summary>Makes a module: generated, or changed with an idea of its structure, so that most are valid.</summary>
    /// <param name="iteration">Its number.</param>
    /// <param name="random">For whatever else the iteration decides.</param>
    public FuzzInput MakeModule(long iteration, out FuzzRandom random)
    {
        random = FuzzRandom.Of(seed, iteration);
        return random.OneIn(2)
            ? new FuzzInput(InputKind.Generated, ModuleGenerator.Generate(random).Encode())
            : new FuzzInput(InputKind.Mutated, Mutated(random).Encode());
    }

    private FuzzModule Base(FuzzRandom random) =>
        corpus.Count == 0 || random.Below(3) != 0 ? ModuleGenerator.Generate(random) : corpus.Pick(random);

    private FuzzModule Mutated(FuzzRandom random) => ModuleMutator.Mutate(Base(random), Base(random), random);

    private byte[] MutatedBytes(FuzzRandom random) => ByteMutator.Mutate(Base(random).Encode(), Base(random).Encode(), random);

    private FuzzInput Package(FuzzRandom random)
    {
        byte[] source = Base(random).Encode();
        try
        {
            byte[] package = Packager.Pack(source, Options).Wasm;
            bool structure = random.OneIn(2);
            return new FuzzInput(InputKind.Package, structure
                ? ModuleMutator.Mutate(FuzzModule.Read(package), ModuleGenerator.Generate(random), random).Encode()
                : ByteMutator.Mutate(package, source, random));
        }
        catch (NfException)
        {
            return new FuzzInput(InputKind.Mutated, source);
        }
    }
}
