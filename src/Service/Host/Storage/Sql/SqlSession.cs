using System.Data.Common;
using Dapper;

namespace Detector.Host.Storage.Sql;

/// <summary>The statements of one transaction. Parameters are the properties of an object, <c>@Name</c> in the SQL.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">The transaction.</param>
internal sealed class SqlSession(DbConnection connection, DbTransaction transaction)
{
    /// <summary>All rows.</summary>
    public List<T> Query<T>(string sql, object? parameters = null) => connection.Query<T>(sql, parameters, transaction).AsList();

    /// <summary>The one row, or null.</summary>
    public T? Find<T>(string sql, object? parameters = null) => connection.QuerySingleOrDefault<T>(sql, parameters, transaction);

    /// <summary>The first column of the first row; the default where there is none.</summary>
    public T? Scalar<T>(string sql, object? parameters = null) => connection.ExecuteScalar<T>(sql, parameters, transaction);

    /// <summary>Runs a statement.</summary>
    /// <returns>Number of changed rows.</returns>
    public int Execute(string sql, object? parameters = null) => connection.Execute(sql, parameters, transaction);

    /// <summary>Runs a statement once for each row of parameters, in one exchange with the database where it knows how.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="names">Names of the parameters.</param>
    /// <param name="rows">Their values, in that order.</param>
    public void ExecuteMany(string sql, IReadOnlyList<string> names, IEnumerable<object[]> rows)
    {
        if (connection.CanCreateBatch)
        {
            using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var row in rows)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = sql;
                for (var i = 0; i < names.Count; i++)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = (names[i], row[i]);
                    command.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(command);
            }

            batch.ExecuteNonQuery();
            return;
        }

        using var single = Command(sql);
        var parameters = names.Select(name => single.AddParameter(name)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = row[i];
            }

            single.ExecuteNonQuery();
        }
    }

    /// <summary>A command of this transaction.</summary>
    public DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}
