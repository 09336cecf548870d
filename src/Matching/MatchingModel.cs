using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Organisations;
using Jiuji.Matching.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Jiuji.Matching;

/// <summary>
/// The tables of matching. Every key and foreign key begins with the county (design §2); enums stand as words, so that a row can be read;
/// <c>Version</c> is the lost-update check that we raise ourselves. Instants and days are converted by the web's context.
/// </summary>
public static class MatchingModel
{
    public static ModelBuilder AddMatching(this ModelBuilder model)
    {
        AddHouseholds(model);
        AddConsents(model);
        AddSupply(model);
        AddNeeds(model);
        AddMatches(model);
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => entity.ClrType.Assembly == typeof(MatchingModel).Assembly))
            EnumsAsWords(model.Entity(entity.ClrType));
        return model;
    }

    static void AddHouseholds(ModelBuilder model)
    {
        model.Entity<Household>(table =>
        {
            Tenant(table, "household", household => new { household.CountyCode, household.Id });
            table.Ignore(household => household.Registered).Ignore(household => household.Residence);
            table.Ignore(household => household.Incident).Ignore(household => household.HelpedAt);
            table.Property(household => household.Version).IsConcurrencyToken();
            table.HasIndex(household => new { household.CountyCode, household.Number }).IsUnique();
            table.HasIndex(household => new { household.CountyCode, household.ResidenceVillage });
            table.HasIndex(household => new { household.CountyCode, household.AddressIndex });
            // Few are merged: an index of all would draw SQLite, which counts columns where it has no statistics, into reading a whole county for its list.
            table.HasIndex(household => new { household.CountyCode, household.MergedIntoId }).HasFilter("merged_into_id is not null");
            Belongs<Household, Household>(table, household => new { household.CountyCode, household.MergedIntoId });
            Check(table, "ck_household_not_merged_into_itself", "merged_into_id is null or merged_into_id <> id");
        });
        model.Entity<Person>(table =>
        {
            Tenant(table, "person", person => new { person.CountyCode, person.Id });
            table.Property(person => person.Version).IsConcurrencyToken();
            table.HasIndex(person => new { person.CountyCode, person.HouseholdId });
            table.HasIndex(person => new { person.CountyCode, person.AccountIndex });
            table.HasIndex(person => new { person.CountyCode, person.NameIndex });
            // One number, one current person: the database says it too. Ended rows are history and stand aside (T16).
            table.HasIndex(person => new { person.CountyCode, person.IdNumberIndex }).IsUnique()
                .HasFilter("deleted_at is null and merged_into_id is null and id_number_index is not null");
            Belongs<Household, Person>(table, person => new { person.CountyCode, person.HouseholdId });
            Check(table, "ck_person_disability_grade", "disability_grade is null or disability_grade between 1 and 4");
        });
        model.Entity<Application>(table =>
        {
            Tenant(table, "application", application => new { application.CountyCode, application.Id });
            table.Property(application => application.Version).IsConcurrencyToken();
            table.HasIndex(application => new { application.CountyCode, application.Number }).IsUnique();
            // One open application per household (A6).
            table.HasIndex(application => new { application.CountyCode, application.HouseholdId }).IsUnique()
                .HasFilter("decided_at is null");
            Belongs<Household, Application>(table, application => new { application.CountyCode, application.HouseholdId });
        });
        model.Entity<CategoryStep>(table =>
        {
            Tenant(table, "category_step", step => new { step.CountyCode, step.ApplicationId, step.StepNumber });
            Belongs<Application, CategoryStep>(table, step => new { step.CountyCode, step.ApplicationId });
        });
    }

    static void AddConsents(ModelBuilder model)
    {
        model.Entity<Consent>(table =>
        {
            Tenant(table, "consent", consent => new { consent.CountyCode, consent.Id });
            table.Property(consent => consent.Version).IsConcurrencyToken();
            table.HasIndex(consent => new { consent.CountyCode, consent.HouseholdId, consent.OrganisationId });
            Belongs<Household, Consent>(table, consent => new { consent.CountyCode, consent.HouseholdId });
            Check(
                table, "ck_consent_given_is_complete",
                "state <> 'Given' or (given_by is not null and form is not null and valid_until is not null)");
        });
        model.Entity<Disclosure>(table =>
        {
            Tenant(table, "disclosure", disclosure => new { disclosure.CountyCode, disclosure.Id });
            table.HasIndex(disclosure => new { disclosure.CountyCode, disclosure.HouseholdId, disclosure.At });
            Belongs<Household, Disclosure>(table, disclosure => new { disclosure.CountyCode, disclosure.HouseholdId });
            // An override without a second person, or a provider's look without a consent, cannot even be written down (T30, D5).
            Check(
                table, "ck_disclosure_danger_has_second",
                "basis <> 'DangerToLife' or (second_actor is not null and second_actor <> actor)");
            Check(
                table, "ck_disclosure_consent_is_named",
                "basis <> 'Consent' or (consent_id is not null and organisation_id is not null)");
        });
    }

    static void AddSupply(ModelBuilder model)
    {
        model.Entity<SupplyLot>(table =>
        {
            Tenant(table, "supply_lot", lot => new { lot.CountyCode, lot.Id });
            table.Ignore(lot => lot.Place).Ignore(lot => lot.AreaCodes).Ignore(lot => lot.CategoryCodes);
            table.Property(lot => lot.Version).IsConcurrencyToken();
            table.HasIndex(lot => new { lot.CountyCode, lot.Number }).IsUnique();
            table.HasIndex(lot => new { lot.CountyCode, lot.OrganisationId });
            // The order of the supply ledger: its pages are found by it.
            table.HasIndex(lot => new { lot.CountyCode, lot.ValidUntil, lot.Number });
            table.HasMany(lot => lot.Areas).WithOne()
                .HasForeignKey(area => new { area.CountyCode, area.LotId }).OnDelete(DeleteBehavior.Cascade);
            table.HasMany(lot => lot.Categories).WithOne()
                .HasForeignKey(category => new { category.CountyCode, category.LotId }).OnDelete(DeleteBehavior.Cascade);
            table.HasMany(lot => lot.Slots).WithOne()
                .HasForeignKey(slot => new { slot.CountyCode, slot.LotId }).OnDelete(DeleteBehavior.Cascade);
            Check(table, "ck_supply_lot_quantity", "quantity > 0");
        });
        model.Entity<LotArea>(table => Tenant(table, "lot_area", area => new { area.CountyCode, area.LotId, area.AreaCode }));
        model.Entity<LotCategory>(table =>
            Tenant(table, "lot_category", category => new { category.CountyCode, category.LotId, category.CategoryCode }));
        model.Entity<LotSlot>(table =>
        {
            Tenant(table, "lot_slot", slot => new { slot.CountyCode, slot.Id });
            Check(table, "ck_lot_slot_places", "places > 0");
        });
        model.Entity<RelatedParty>(table =>
            Tenant(table, "related_party", tie => new { tie.CountyCode, tie.OrganisationId, tie.HouseholdId }));
        model.Entity<OrganisationStanding>(table =>
        {
            Tenant(table, "organisation_standing", standing => new { standing.CountyCode, standing.OrganisationId });
            table.Property(standing => standing.Version).IsConcurrencyToken();
        });
        model.Entity<ProviderLimit>(table =>
        {
            Tenant(table, "provider_limit", limit => new { limit.CountyCode, limit.OrganisationId, limit.KindCode });
            table.Property(limit => limit.Version).IsConcurrencyToken();
            Check(table, "ck_provider_limit_units", "units > 0");
        });
        model.Entity<SocietyResidue>(table =>
        {
            Tenant(table, "society_residue", residue => new { residue.CountyCode, residue.OrganisationId, residue.Source });
            table.Property(residue => residue.Version).IsConcurrencyToken();
            Check(table, "ck_society_residue_amount", "amount_fen >= 0");
        });
        model.Entity<SupplyEdition>(table =>
        {
            Tenant(table, "supply_edition", edition => new { edition.CountyCode, edition.Id });
            table.Ignore(edition => edition.Organisations);
            table.HasIndex(edition => new { edition.CountyCode, edition.Number }).IsUnique();
            table.HasMany(edition => edition.Lots).WithOne().HasForeignKey(lot => new { lot.CountyCode, lot.EditionId });
            table.HasMany(edition => edition.Deliveries).WithOne()
                .HasForeignKey(delivery => new { delivery.CountyCode, delivery.EditionId });
        });
        model.Entity<EditionLot>(table => Tenant(table, "edition_lot", lot => new { lot.CountyCode, lot.EditionId, lot.LotId }));
        model.Entity<EditionDelivery>(table =>
            Tenant(table, "edition_delivery", delivery => new { delivery.CountyCode, delivery.EditionId, delivery.StationId }));
    }

    static void AddNeeds(ModelBuilder model)
    {
        model.Entity<Need>(table =>
        {
            Tenant(table, "need", need => new { need.CountyCode, need.Id });
            table.Property(need => need.Version).IsConcurrencyToken();
            // A number, so that the database can put a queue in order.
            table.Property(need => need.Urgency).HasConversion<int>();
            table.HasIndex(need => new { need.CountyCode, need.Number }).IsUnique();
            table.HasIndex(need => new { need.CountyCode, need.State, need.KindCode });
            table.HasIndex(need => new { need.CountyCode, need.HouseholdId });
            table.HasIndex(need => new { need.CountyCode, need.State, need.QueueKey });
            table.HasIndex(need => new { need.CountyCode, need.QueueKey }, "ix_need_queue").HasFilter("state in ('Open', 'PartMet')");
            Belongs<Household, Need>(table, need => new { need.CountyCode, need.HouseholdId });
            Check(table, "ck_need_met", "quantity > 0 and met_quantity between 0 and quantity");
        });
        model.Entity<Lead>(table =>
        {
            Tenant(table, "lead", lead => new { lead.CountyCode, lead.Id });
            table.Property(lead => lead.Version).IsConcurrencyToken();
        });
    }

    static void AddMatches(ModelBuilder model)
    {
        model.Entity<Match>(table =>
        {
            Tenant(table, "match", match => new { match.CountyCode, match.Id });
            table.Property(match => match.Version).IsConcurrencyToken();
            table.HasIndex(match => new { match.CountyCode, match.State });
            table.HasIndex(match => new { match.CountyCode, match.NeedId });
            table.HasIndex(match => new { match.CountyCode, match.LotId });
            table.HasIndex(match => new { match.CountyCode, match.HouseholdId });
            Belongs<Need, Match>(table, match => new { match.CountyCode, match.NeedId });
            Belongs<SupplyLot, Match>(table, match => new { match.CountyCode, match.LotId });
            Check(table, "ck_match_delivered", "quantity > 0 and delivered_quantity between 0 and quantity");
        });
        model.Entity<MatchRunRecord>(table => Tenant(table, "match_run", run => new { run.CountyCode, run.Id }));
        model.Entity<ProposalRecord>(table =>
        {
            Tenant(table, "proposal", proposal => new { proposal.CountyCode, proposal.RunId, proposal.Rank });
            Belongs<MatchRunRecord, ProposalRecord>(table, proposal => new { proposal.CountyCode, proposal.RunId });
        });
        model.Entity<AidChainItem>(table =>
        {
            Tenant(table, "aid_chain_item", item => new { item.CountyCode, item.Id });
            table.HasIndex(item => new { item.CountyCode, item.HouseholdId, item.GivenOn });
            table.HasIndex(item => new { item.CountyCode, item.Reference });
            Belongs<Household, AidChainItem>(table, item => new { item.CountyCode, item.HouseholdId });
        });
        model.Entity<Move>(table =>
        {
            Tenant(table, "matching_move", move => new { move.CountyCode, move.ActId, move.SubjectId });
            table.HasIndex(move => new { move.CountyCode, move.SubjectId, move.At });
        });
    }

    static void Tenant<TEntity>(
        EntityTypeBuilder<TEntity> table, string name, System.Linq.Expressions.Expression<Func<TEntity, object?>> key)
        where TEntity : class => table.ToTable(name).HasKey(key);

    static void Check<TEntity>(EntityTypeBuilder<TEntity> table, string name, string rule)
        where TEntity : class => table.ToTable(checks => checks.HasCheckConstraint(name, rule));

    static void Belongs<TOwner, TEntity>(
        EntityTypeBuilder<TEntity> table, System.Linq.Expressions.Expression<Func<TEntity, object?>> foreignKey)
        where TOwner : class
        where TEntity : class => table.HasOne<TOwner>().WithMany().HasForeignKey(foreignKey).OnDelete(DeleteBehavior.Restrict);

    /// <summary>Field sets are bits and stay numbers; every other enum is stored by its name.</summary>
    static void EnumsAsWords(EntityTypeBuilder table)
    {
        foreach (var property in table.Metadata.GetProperties())
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type.IsEnum && property.GetProviderClrType() is null && !type.IsDefined(typeof(FlagsAttribute), false))
                property.SetProviderClrType(typeof(string));
        }
    }
}
