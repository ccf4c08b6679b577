namespace Nf.Runtime;

public unsafe partial struct Engine
{
    static partial void OpenInterpreter(ref NativeEngine.Config config, ref Engine engine, ref Status status)
    {
        nint handle;
        fixed (NativeEngine.Config* pointer = &config) status = (Status)NativeEngine.OpenInterpreter(pointer, &handle);
        engine._handle = handle;
    }
}
