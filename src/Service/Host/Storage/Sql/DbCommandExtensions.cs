using System.Data;
using System.Data.Common;

namespace Detector.Host.Storage.Sql;

/// <summary>What commands of every engine lack.</summary>
internal static class DbCommandExtensions
{
    /// <summary>Adds a parameter whose type follows from its value.</summary>
    public static DbParameter AddParameter(this DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Adds a parameter.</summary>
    public static DbParameter AddParameter(this DbCommand command, string name, DbType type, object? value = null)
    {
        var parameter = command.AddParameter(name);
        (parameter.DbType, parameter.Value) = (type, value);
        return parameter;
    }
}
