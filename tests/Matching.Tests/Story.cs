using Jiuji.Matching.Consents;
using Jiuji.Matching.Households;
using Jiuji.Matching.Matches;
using Jiuji.Matching.Needs;
using Jiuji.Matching.Personal;
using Jiuji.Matching.Supply;

namespace Jiuji.Matching.Tests;

/// <summary>
/// One household, one lot, one need and the people around them. States are reached through the same decisions that the product uses; the book is
/// played by <see cref="Free"/>.
/// </summary>
sealed class Story
{
    public const string County = "999900";
    public const string Township = "999900100";
    public const string Village = "999900100200";
    public static readonly DateTimeOffset Morning = new(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
    public static readonly PersonalVault Vault = new([.. Enumerable.Range(0, 32).Select(at => (byte)at)]);

    public Story(Action<Settings>? change = null)
    {
        var settings = new Settings();
        change?.Invoke(settings);
        Household = NewHousehold(settings.CategoryCode);
        Person = NewPerson(Household.Id, settings.BirthDate);
        Lot = NewLot(settings);
        Need = NewNeed(Household.Id, settings);
        Free = settings.LotQuantity;
        Match = Match.Propose(Guid.CreateVersion7(), Need, Lot, settings.MatchQuantity, Morning);
    }

    public sealed class Settings
    {
        public string CategoryCode { get; set; } = "MARGINAL";
        public DateOnly BirthDate { get; set; } = new(1992, 3, 4);
        public long LotQuantity { get; set; } = 10;
        public long NeedQuantity { get; set; } = 3;
        public long MatchQuantity { get; set; } = 3;
        public PersonalFields FieldsNeeded { get; set; } = PersonalFields.Name | PersonalFields.Address | PersonalFields.Phone;
        public bool IsWhole { get; set; }
        public string CauseCode { get; set; } = "ILLNESS";
        public TimeSpan Waiting { get; set; } = TimeSpan.FromDays(2);
    }

    public Household Household { get; }
    public Person Person { get; }
    public SupplyLot Lot { get; }
    public Need Need { get; }
    public Match Match { get; private set; }
    public Consent? Consent { get; private set; }
    public List<Consent> Consents { get; } = [];
    public List<Move> History { get; } = [];

    /// <summary>In stock less what is held, as the book would say.</summary>
    public long Free { get; set; }
    public long PromisedToNeed { get; set; }
    public long GivenToHousehold { get; set; }
    public Guid? SlotId { get; set; }
    public long? LeftOfProvider { get; set; }
    public DateTimeOffset Now { get; set; } = Morning;
    public HashSet<Guid> Related { get; } = [];
    public HashSet<string> CausesAided { get; } = [];

    public MatchFacts Facts => new(Match, Need, Lot) { Consents = Consents };
    public MatchRoom Room => new(HouseholdFacts, Free, PromisedToNeed, GivenToHousehold, SlotId, LeftOfProvider);
    public HouseholdFacts HouseholdFacts => HouseholdFacts.Of(
        Household, [Person], Need, Related.Select(Tie), Consents, CausesAided, ChinaDay.Of(Now));

    public Act By(MatchingRole role, string reason = "") => new(Guid.CreateVersion7(), $"user:{role}", role, Now, reason);

    public Act Station(string reason = "") => By(MatchingRole.StationWorker, reason);

    public Act Provider(string reason = "") => By(MatchingRole.CharityStaff, reason);

    public Decision<MatchOutcome> TryAccept() => MatchDecision.Accept(Facts, Room, Now.AddDays(3), Station());

    public Story Accepted()
    {
        Do(TryAccept());
        return this;
    }

    public Story AskedForConsent()
    {
        Accepted();
        Do(MatchDecision.AskConsent(Facts, Station()));
        var asked = ConsentDecision.AskForMatch(Guid.CreateVersion7(), Match, Lot, Question(Lot.FieldsNeeded), 0, Station());
        Consent = asked.Outcome!.Consents[0];
        Consents.Add(Consent);
        return this;
    }

    public Story Consented()
    {
        AskedForConsent();
        Give(Consent!);
        return this;
    }

    public Story Offered()
    {
        if (Match.NeedsPersonalData)
            Consented();
        else
            Accepted();
        Do(MatchDecision.Offer(Facts, Station()));
        return this;
    }

    public Story InDelivery()
    {
        Offered();
        Do(MatchDecision.AcceptAsProvider(Facts, Now.AddDays(14), Provider()));
        return this;
    }

    public Story Delivered()
    {
        InDelivery();
        Do(MatchDecision.Deliver(Facts, Match.Quantity, null, Provider()));
        return this;
    }

    public ConsentQuestion Question(PersonalFields fields) =>
        new(Person.Id, ConsentPurpose.Aid, fields, "2026-1", new DateOnly(2027, 2, 20));

    public void Give(Consent consent)
    {
        var given = ConsentDecision.Give(consent, Person, new ConsentAnswer(GivenBy.Self, Person.Id, ConsentForm.Written, null), Station());
        given.Outcome!.ApplyTo(consent);
    }

    /// <summary>A consent in force for another organisation or other fields than the match's.</summary>
    public Consent ConsentFor(Guid organisation, PersonalFields fields)
    {
        var ids = new Dictionary<Guid, Guid> { [organisation] = Guid.CreateVersion7() };
        var asked = ConsentDecision.AskAtIntake(Household, ids, Guid.CreateVersion7(), new HashSet<Guid> { organisation }, Question(fields), Station());
        var consent = asked.Outcome!.Consents[0];
        Give(consent);
        Consents.Add(consent);
        return consent;
    }

    public MatchOutcome Do(Decision<MatchOutcome> decision)
    {
        Assert.Null(decision.Refusal);
        var outcome = decision.Outcome!;
        outcome.ApplyTo(Match, Need);
        History.Add(outcome.Move);
        foreach (var order in new[] { outcome.Hold, outcome.RestHold })
            Free += ChangeOfFree(order);
        return outcome;
    }

    public void GoOnWith(Match rest) => Match = rest;

    static Household NewHousehold(string category)
    {
        var household = new Household
        {
            CountyCode = County,
            Id = Guid.CreateVersion7(),
            Number = "JT-000001",
            RegisteredCounty = County,
            RegisteredTownship = Township,
            RegisteredVillage = Village,
            ResidenceCounty = County,
            ResidenceTownship = Township,
            ResidenceVillage = Village,
            CategoryCode = category,
            Size = 3,
        };
        household.SealAddress("青石路 8 号", Vault);
        return household;
    }

    public static Person NewPerson(Guid household, DateOnly birthDate, string name = "程小英")
    {
        var person = new Person { CountyCode = County, Id = Guid.CreateVersion7(), HouseholdId = household, BirthDate = birthDate, Sex = Sex.Female, Relation = Relation.Head };
        person.SealName(name, Vault);
        person.SealPhone("000-12345678", Vault);
        return person;
    }

    static SupplyLot NewLot(Settings settings) => new()
    {
        CountyCode = County,
        Id = Guid.CreateVersion7(),
        Number = "ZY-001",
        OrganisationId = Guid.CreateVersion7(),
        Kind = SupplyKind.Goods,
        NeedKindCode = "RICE",
        Name = "大米",
        Unit = "BAG",
        Quantity = settings.LotQuantity,
        ValidUntil = new DateOnly(2026, 12, 31),
        FieldsNeeded = settings.FieldsNeeded,
        State = LotState.Published,
    };

    static Need NewNeed(Guid household, Settings settings) => new()
    {
        CountyCode = County,
        Id = Guid.CreateVersion7(),
        Number = "XQ-2026-0311",
        HouseholdId = household,
        KindCode = "RICE",
        Unit = "BAG",
        Quantity = settings.NeedQuantity,
        Urgency = Urgency.Urgent,
        DiscoverySource = DiscoverySource.Aide,
        Channel = IntakeChannel.Visit,
        CauseCode = settings.CauseCode,
        IsWhole = settings.IsWhole,
        QueuedAt = Morning - settings.Waiting,
    };

    public RelatedParty Tie(Guid organisation) => new()
    {
        CountyCode = County,
        OrganisationId = organisation,
        HouseholdId = Household.Id,
        Relation = "manager",
        DeclaredBy = "user:declares",
        DeclaredAt = Morning,
    };

    /// <summary>What a hold does to what is free: taking it makes it less, delivery changes nothing that was free but releases the rest.</summary>
    long ChangeOfFree(HoldOrder order) => order.Step switch
    {
        HoldStep.Take => -order.Quantity,
        HoldStep.Deliver => Match.Quantity - order.Quantity,
        HoldStep.Release or HoldStep.Expire or HoldStep.TakeBack => order.Quantity,
        _ => 0,
    };
}
