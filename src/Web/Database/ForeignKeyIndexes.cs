using Jiuji.Ledger;
using Jiuji.Ledger.Storage;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Jiuji.Web.Database;

/// <summary>EF indexes every foreign key. The book's hot tables name their own indexes: each further one slows every write and serves no query.</summary>
public sealed class ForeignKeyIndexes(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
{
    private static readonly HashSet<string?> OfTheBook = [typeof(Book).Namespace, typeof(TransferRow).Namespace];

    protected override IConventionIndex? CreateIndex(IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
        OfTheBook.Contains(entityTypeBuilder.Metadata.ClrType.Namespace) ? null : base.CreateIndex(properties, unique, entityTypeBuilder);
}
