using System.Collections.Generic;

namespace Nf.Wast;

/// <summary>A file as it will be run.</summary>
/// <param name="File">The file.</param>
/// <param name="Commands">Its commands, those that are not run too.</param>
/// <param name="Life">Which instances they are about.</param>
/// <param name="FirstNumber">The number of its first command; they are numbered through all files of a run.</param>
/// <param name="Records">Its part of the script.</param>
internal sealed record PlannedFile(WastFile File, IReadOnlyList<PlannedCommand> Commands, InstanceLife Life, int FirstNumber, byte[] Records);
