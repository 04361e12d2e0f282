using System.Runtime.CompilerServices;

namespace Detector.Client.Calls;

/// <summary>Reads a list page by page.</summary>
internal static class Pages
{
    /// <param name="fetch">Fetches the page of a token; empty for the first.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="next">The token of the page after it; empty on the last.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<TItem> ReadAsync<TPage, TItem>(
        Func<string, CancellationToken, Task<TPage>> fetch,
        Func<TPage, IEnumerable<TItem>> items,
        Func<TPage, string> next,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var token = "";
        do
        {
            var page = await fetch(token, cancellationToken);
            foreach (var item in items(page))
            {
                yield return item;
            }

            token = next(page);
        }
        while (token.Length > 0);
    }
}
