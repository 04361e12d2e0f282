using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Storage;

namespace Detector.Host.Api;

/// <summary>Checks and converts requests about monitors.</summary>
internal static class MonitorRequestReader
{
    // Room for the name of the reference that a burn-in makes.
    private const int LongestName = 100;
    private const int MostBurnInWindows = 1000;
    private const int FewestBurnInSamples = 64;
    private static readonly string[] Parts = ["description", "settings.window", "settings.thresholds", "settings.evidence", "settings.retention"];

    /// <summary>The monitor that is asked for.</summary>
    /// <exception cref="ServiceException">Fields are missing, too long or out of their range.</exception>
    public static MonitorDraft Read(V1.CreateMonitorRequest request, LimitsOptions limits)
    {
        var violations = new Violations();
        FieldChecks.CheckName(request.Name, "A monitor", "name", violations, LongestName);
        FieldChecks.CheckText(request.Description, FieldChecks.DescriptionBytes, "description", violations);
        FieldChecks.CheckText(request.RequestId, FieldChecks.RequestIdBytes, "request_id", violations);
        var settings = MonitorSettingsReader.Read(request.Settings, limits, "settings", violations);
        CheckBaseline(request, settings, violations);
        violations.Throw();
        return new MonitorDraft(request.Name, request.Description, request.Reference, request.BurnInWindows, settings, request.RequestId);
    }

    /// <summary>What an update changes.</summary>
    /// <exception cref="ServiceException">The mask is empty or names what cannot be changed, or a field is out of its range.</exception>
    public static Func<StoredMonitor, StoredMonitor> Read(V1.UpdateMonitorRequest request, LimitsOptions limits)
    {
        var violations = new Violations();
        string[] paths = [.. request.UpdateMask?.Paths ?? []];
        if (paths.Length == 0)
        {
            violations.Add("update_mask", ErrorReason.MissingField, $"It names what to change: {string.Join(", ", Parts)}.");
        }

        foreach (var path in paths.Except(Parts))
        {
            violations.Add("update_mask", ErrorReason.InvalidField, $"'{path}' cannot be changed; what can is {string.Join(", ", Parts)}.");
        }

        FieldChecks.CheckText(request.Description, FieldChecks.DescriptionBytes, "description", violations);
        var settings = MonitorSettingsReader.Read(request.Settings, limits, "settings", violations);
        violations.Throw();
        return stored => stored with
        {
            Description = paths.Contains(Parts[0]) ? request.Description : stored.Description,
            Settings = new MonitorSettings
            {
                Window = paths.Contains(Parts[1]) ? settings.Window : stored.Settings.Window,
                Thresholds = paths.Contains(Parts[2]) ? settings.Thresholds : stored.Settings.Thresholds,
                Evidence = paths.Contains(Parts[3]) ? settings.Evidence : stored.Settings.Evidence,
                Retention = paths.Contains(Parts[4]) ? settings.Retention : stored.Settings.Retention,
            },
        };
    }

    /// <summary>Checks the generation of samples.</summary>
    /// <exception cref="ServiceException">It is too long.</exception>
    public static string ReadGeneration(string generation, LimitsOptions limits, string field)
    {
        var violations = new Violations();
        FieldChecks.CheckText(generation, limits.LabelBytes, field, violations);
        violations.Throw();
        return generation;
    }

    /// <summary>Checks an id of the caller.</summary>
    /// <exception cref="ServiceException">It is too long.</exception>
    public static string ReadId(string id, string field)
    {
        var violations = new Violations();
        FieldChecks.CheckText(id, FieldChecks.RequestIdBytes, field, violations);
        violations.Throw();
        return id;
    }

    private static void CheckBaseline(V1.CreateMonitorRequest request, MonitorSettings settings, Violations violations)
    {
        switch (request.BaselineCase)
        {
            case V1.CreateMonitorRequest.BaselineOneofCase.Reference when request.Reference.Length > 0:
                FieldChecks.CheckName(request.Reference, "A reference", "reference", violations);
                break;
            case V1.CreateMonitorRequest.BaselineOneofCase.BurnInWindows:
                if (request.BurnInWindows is < 1 or > MostBurnInWindows)
                {
                    violations.Add(
                        "burn_in_windows", ErrorReason.InvalidField, $"It is {request.BurnInWindows}; 1 to {MostBurnInWindows} windows can burn in.");
                }
                else if ((long)request.BurnInWindows * settings.Window.Samples < FewestBurnInSamples)
                {
                    violations.Add(
                        "burn_in_windows",
                        ErrorReason.InvalidField,
                        $"{request.BurnInWindows} windows of {settings.Window.Samples} samples are fewer than the {FewestBurnInSamples} samples that a reference needs.");
                }

                break;
            default:
                violations.Add("reference", ErrorReason.MissingField, "A monitor needs the name of a reference, or burn_in_windows.");
                break;
        }
    }
}
