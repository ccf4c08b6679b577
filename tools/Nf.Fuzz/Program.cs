using System;
using System.Threading;
using Nf.Errors;

namespace Nf.Fuzz;

/// <summary>The worker process: see <see cref="WorkerRequest"/>.</summary>
internal static class Program
{
    // EngineRoom.NativeStackBytes for the guest, the rest for managed code around it.
    private const int StackBytes = 12 * 1024 * 1024;

    private static int Main(string[] arguments)
    {
        Status status = Status.InternalError;
        Thread thread = new(() => status = Run(arguments), StackBytes);
        thread.Start();
        thread.Join();
        return (int)status;
    }

    private static Status Run(string[] arguments)
    {
        try
        {
            if (arguments[0] == "reduce")
            {
                Reducer.Run(arguments[1], arguments[2], arguments[3]);
                return Status.Ok;
            }
            if (arguments[0] == ControlWorker.Verb)
                return ControlWorker.Run(arguments);
            WorkerRequest request = WorkerRequest.Parse(arguments);
            if (request.Collections)
            {
                using CollectionWorker collections = new(request);
                collections.Run();
                return Status.Ok;
            }
            if (request.Engines)
            {
                using EngineWorker engines = new(request);
                engines.Run();
                return Status.Ok;
            }
            using FuzzWorker worker = new(request);
            worker.Run();
            return Status.Ok;
        }
        catch (NfException error)
        {
            Console.Error.WriteLine(error.Message);
            return error.Status;
        }
    }
}
