using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Calls;

/// <summary>What is different between two states of a monitor, as a request that changes it.</summary>
internal static class MonitorChanges
{
    public static UpdateMonitorRequest Between(Monitor before, Monitor after)
    {
        var (was, becomes) = (before.Settings ?? new MonitorSettings(), after.Settings ?? new MonitorSettings());
        (string Path, bool Differs)[] parts =
        [
            ("description", before.Description != after.Description),
            ("settings.window", !Equals(was.Window, becomes.Window)),
            ("settings.thresholds", !Equals(was.Thresholds, becomes.Thresholds)),
            ("settings.evidence", !Equals(was.Evidence, becomes.Evidence)),
            ("settings.retention", !Equals(was.Retention, becomes.Retention)),
        ];
        return new UpdateMonitorRequest
        {
            Name = before.Name,
            Description = after.Description,
            Settings = becomes,
            UpdateMask = new FieldMask { Paths = { parts.Where(p => p.Differs).Select(p => p.Path) } },
        };
    }
}
