using Jiuji.Ledger;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Jiuji.Web.Database;

/// <summary>EF indexes every foreign key. The book's hot tables name their own indexes: each further one slows every write and serves no query.</summary>
public sealed class ForeignKeyIndexes(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
{
    protected override IConventionIndex? CreateIndex(IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
        entityTypeBuilder.Metadata.ClrType.Assembly == typeof(Book).Assembly && entityTypeBuilder.Metadata.ClrType.Namespace == typeof(Book).Namespace
            ? null
            : base.CreateIndex(properties, unique, entityTypeBuilder);
}
