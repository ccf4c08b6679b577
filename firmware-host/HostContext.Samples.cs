using System;
using Nf.Runtime;

namespace Nf.FirmwareHost;

public unsafe partial struct HostContext
{
    partial void FindSampleRing(in Instance instance, ref Status status) => status = Samples.Find(in instance);

    partial void PublishSample(Span<byte> memory, ref Status status) => status = Samples.Publish(ref this, memory);
}
