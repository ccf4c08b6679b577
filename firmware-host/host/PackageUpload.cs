namespace Nf.FirmwareHost;

/// <summary>The upload that is under way, or the last one.</summary>
internal struct PackageUpload
{
    /// <summary>What was announced.</summary>
    public UploadPlan Plan;

    /// <summary>Whether one was begun, and no other was refused since.</summary>
    public bool IsBegun;

    /// <summary>Whether the package is kept.</summary>
    public bool IsDone;

    /// <summary>Whether another announcement is about the same package.</summary>
    public bool IsOf(in UploadPlan plan) =>
        IsBegun && plan.Place == Plan.Place && plan.Size == Plan.Size && ConstantTime.AreEqual(plan.Digest, Plan.Digest);
}
