namespace Nf.Runtime;

public unsafe partial struct Engine
{
    static partial void OpenAhead(ref NativeEngine.Config config, AheadModule* module, ref Engine engine, ref Status status)
    {
        nint handle;
        fixed (NativeEngine.Config* pointer = &config) status = (Status)NativeEngine.OpenAhead(pointer, module, &handle);
        engine._handle = handle;
    }
}
