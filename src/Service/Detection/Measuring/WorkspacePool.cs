using System.Collections.Concurrent;

namespace Detector.Detection.Measuring;

/// <summary>
/// Workspaces that batches use in turn. Their buffers take tens of MiB, which would otherwise be got from the system, cleared and given
/// back for every batch.
/// </summary>
internal static class WorkspacePool
{
    // What is idle stays in memory: enough for batches that follow each other.
    private const int MostIdle = 2;

    private static readonly ConcurrentQueue<Workspace> Idle = new();

    /// <summary>A workspace that nobody else uses until it is returned.</summary>
    public static Workspace Rent() => Idle.TryDequeue(out var workspace) ? workspace : new Workspace();

    /// <summary>Takes a workspace back once nothing is measured in it any more.</summary>
    public static void Return(Workspace workspace)
    {
        workspace.Words.Forget();
        if (Idle.Count < MostIdle)
        {
            Idle.Enqueue(workspace);
        }
    }
}
