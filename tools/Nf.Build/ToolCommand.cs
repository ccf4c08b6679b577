using System.Collections.Generic;

namespace Nf.Build;

/// <summary>A program with its arguments, where <c>{image}</c> stands for the image file.</summary>
/// <param name="Program">Name or path of the program.</param>
/// <param name="Arguments">Its arguments, one each.</param>
public sealed record ToolCommand(string Program, IReadOnlyList<string> Arguments)
{
    private const string ImagePlaceholder = "{image}";

    /// <summary>The command for an image.</summary>
    public ToolCommand For(string imagePath)
    {
        List<string> arguments = [];
        foreach (string argument in Arguments)
            arguments.Add(argument.Replace(ImagePlaceholder, imagePath, System.StringComparison.Ordinal));
        return new ToolCommand(Program.Replace(ImagePlaceholder, imagePath, System.StringComparison.Ordinal), arguments);
    }
}
