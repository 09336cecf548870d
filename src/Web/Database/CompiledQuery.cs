using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Jiuji.Web.Database;

/// <summary>
/// A question that is asked so often that it is worth compiling once. A compiled query belongs to one model, and a process may hold one for each database.
/// </summary>
/// <typeparam name="TQuery">What <c>EF.CompileAsyncQuery</c> makes: a function whose first argument is the context.</typeparam>
public sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> compiled = [];

    public TQuery In(JiujiDb db) => compiled.GetValue(db.Model, _ => compile());
}
