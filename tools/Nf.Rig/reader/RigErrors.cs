using System.Collections.Generic;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nf.Rig;

/// <summary>Collects what is wrong in a file, so that a person sees all of it at once.</summary>
/// <param name="file">The file, as messages name it.</param>
internal sealed class RigErrors(string file)
{
    private readonly List<RigError> _all = [];

    public IReadOnlyList<RigError> All => _all;

    public RigMark Mark(Mark at) => new(file, (int)at.Line, (int)at.Column);

    public RigMark Mark(YamlNode node) => Mark(node.Start);

    public void Add(YamlNode node, string message) => Add(node.Start, message);

    public void Add(Mark at, string message) => _all.Add(new RigError(Mark(at), message));
}
