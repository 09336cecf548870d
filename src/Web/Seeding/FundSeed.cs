using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Seeding;

/// <summary>
/// Two years of reserve funds, day by day, township beside township: each step is the command that its person would send, dated when it happened.
/// </summary>
public sealed class FundSeed(IServiceProvider services, RuleShelf rules)
{
    private sealed record Happening(DateOnly Day, int Order, Func<IMediator, CancellationToken, Task> Do);

    /// <summary>Within a day: money arrives before it is paid, cases go from acceptance to payment, claims come last.</summary>
    private enum Stage { Open, Reconcile, Issue, Receive, Accept, Investigate, Notice, Sign, File, Pay, Return, Repay, Papers, AcceptPapers, Claim, Review, YearEnd }

    public async Task Load(CancellationToken cancellationToken)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            foreach (var township in SeedFiles.Rows("demo", "funds.csv").DistinctBy(row => row["township_code"]))
            {
                await DemoUsers.FillTownship(mediator, Demo.Administrator, township["county_code"], township["township_code"], cancellationToken);
            }

            foreach (var row in SeedFiles.Rows("demo", "documents.csv"))
            {
                await mediator.Sent(new RegisterJointDocument(
                    SeedFiles.Id($"document {row["document_no"]}"), DemoUsers.As(Role.CountyCivilAffairs, row["county_code"]), row["county_code"], row["document_no"],
                    "关于预拨乡镇临时救助备用金的通知", row.Day("issued_on"), row.Number("amount_fen")), cancellationToken);
            }
        }

        var documents = SeedFiles.Rows("demo", "documents.csv").ToDictionary(row => row["document_no"]);
        var funds = SeedFiles.Rows("demo", "funds.csv").ToLookup(row => row["township_code"]);
        var payments = SeedFiles.Rows("demo", "payments.csv").ToLookup(row => row["township_code"]);
        var claims = SeedFiles.Rows("demo", "claims.csv").ToLookup(row => row["township_code"]);
        await Task.WhenAll(funds.Select(township => Play(
            [.. Years(township), .. Months(township), .. township.SelectMany(row => Money(row, documents)), .. Payments(payments[township.Key]), .. claims[township.Key].SelectMany(Claim)],
            cancellationToken)));
        foreach (var county in funds.Select(township => township.First()["county_code"]).Distinct())
        {
            await new StatementSeed(services).Close(county, cancellationToken);
        }
    }

    /// <summary>What lies on the desks of the two townships with demo sign-ins this morning: cases half signed, two ready to pay, a claim with the county.</summary>
    public async Task LeaveWorkOnTheDesks(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var aided = SeedFiles.Rows("demo", "payments.csv").Select(row => row["household_no"]).ToHashSet();
        foreach (var township in new[] { "341722101", "341722100" })
        {
            var waiting = SeedFiles.Rows("demo", "households.csv").Where(row => row["township_code"] == township && !aided.Contains(row["household_no"])).Take(SignaturesSoFar.Length).ToList();
            for (var at = 0; at < waiting.Count; at++)
            {
                await HalfDone(mediator, waiting[at], SignaturesSoFar[at], cancellationToken);
            }

            await ThisMonthsStatement(mediator, township, cancellationToken);
            var today = services.GetRequiredService<TimeProvider>().Today();
            var claim = await mediator.Send(new DraftClaim(
                SeedFiles.Id($"desk claim {township}"), DemoUsers.As(Role.TownshipHandler, "341722", township), "341722", today.Year, today.Month), cancellationToken);
            if (claim.Value is { } number)
            {
                await mediator.Sent(new SubmitClaim(SeedFiles.Id($"desk submit {township}"), DemoUsers.As(Role.TownshipHandler, "341722", township), "341722", number), cancellationToken);
            }
        }
    }

    /// <summary>What the bank has shown this month so far, with three lines that the book knows nothing of: a fee, an unknown sender, a donation by mistake.</summary>
    private async Task ThisMonthsStatement(IMediator mediator, string township, CancellationToken cancellationToken)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var month = CountyDay.Month(today);
        if (today.Day < 4)
        {
            return;
        }

        var statements = new StatementSeed(services);
        var day = string.Create(CultureInfo.InvariantCulture, $"{today.AddDays(-2):yyyy-MM-dd}");
        var strange = $"{day};-1000;;回单费\n{day};20000;陈*明;转账\n{day};50000;石台县某建材有限公司;捐款\n";
        var file = await statements.Statement("341722", township, month, today.AddDays(-1), strange, cancellationToken);
        await statements.Import(mediator, DemoUsers.As(Role.Bookkeeper, "341722", township), "341722", township, $"{township} so far", file!, cancellationToken);
    }

    private static readonly int[] SignaturesSoFar = [0, 1, 3, 3];

    private static async Task HalfDone(IMediator mediator, SeedRow household, int signatures, CancellationToken cancellationToken)
    {
        var (county, township, name) = (household["county_code"], household["township_code"], $"desk {household["household_no"]}");
        var handler = DemoUsers.As(Role.TownshipHandler, county, township);
        var number = await mediator.Sent(new AcceptCase(SeedFiles.Id($"{name} accept"), handler, county, household["household_no"], AidType.Emergency, "ILLNESS", 80_000), cancellationToken);
        await mediator.Sent(new InvestigateCase(SeedFiles.Id($"{name} investigate"), handler, county, number, "入户了解，情况属实"), cancellationToken);
        foreach (var signer in new[] { Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance }.Take(signatures))
        {
            await mediator.Sent(new SignCase(SeedFiles.Id($"{name} {signer}"), DemoUsers.As(signer, county, township), county, number), cancellationToken);
        }
    }

    private async Task Play(List<Happening> story, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        foreach (var happening in story.OrderBy(happening => happening.Day).ThenBy(happening => happening.Order))
        {
            await happening.Do(mediator, cancellationToken);
        }
    }

    private static Happening On<T>(DateOnly day, Stage stage, Func<ICommand<T>> command) => new(day, (int)stage, (mediator, token) => mediator.Sent(command(), token));

    private static IEnumerable<Happening> Years(IGrouping<string, SeedRow> township) => township.GroupBy(row => row["fund_year"]).Select(year =>
    {
        var (county, number) = (year.First()["county_code"], int.Parse(year.Key, CultureInfo.InvariantCulture));

        // Next year's fund is opened before the old one is carried over into it.
        return On(new DateOnly(number - 1, 12, 30), Stage.Open, () => new OpenFund(
            SeedFiles.Id($"fund {township.Key} {year.Key}"), DemoUsers.As(Role.CountyCivilAffairs, county), county, township.Key, number));
    });

    /// <summary>Early each month the bookkeeper reconciles and holds the month before.</summary>
    private IEnumerable<Happening> Months(IGrouping<string, SeedRow> township)
    {
        var (county, statements) = (township.First()["county_code"], new StatementSeed(services));
        var today = services.GetRequiredService<TimeProvider>().Today();
        for (var month = CountyDay.Month(township.Min(row => row.Day("occurred_on"))); month.AddMonths(1).AddDays(StatementSeed.Day - 1) <= today; month = month.AddMonths(1))
        {
            var closed = month;
            yield return new Happening(
                month.AddMonths(1).AddDays(StatementSeed.Day - 1), (int)Stage.Reconcile, (mediator, token) => statements.Reconcile(mediator, county, township.Key, closed, token));
        }
    }

    private static IEnumerable<Happening> Money(SeedRow row, Dictionary<string, SeedRow> documents)
    {
        var (county, township, year) = (row["county_code"], row["township_code"], int.Parse(row["fund_year"], CultureInfo.InvariantCulture));
        var name = $"{row["kind"]} {township} {row["document_no"]} {row["occurred_on"]}";
        if (row["kind"] != "advance")
        {
            // Money handed back leaves on the old year's last day; what is carried forward arrives in the new year's fund on its first.
            var how = row["kind"] == "hand-back" ? YearEnd.HandBack : YearEnd.CarryForward;
            var day = how == YearEnd.HandBack ? row.Day("occurred_on") : new DateOnly(year + 1, 1, 1);
            yield return On(day, Stage.YearEnd, () => new CloseFundYear(SeedFiles.Id(name), DemoUsers.As(Role.CountyFinance, county), county, township, year, how, day));
            yield break;
        }

        var document = documents[row["document_no"]];
        var (civil, finance) = (document.Day("civil_affairs_approved_on"), document.Day("finance_approved_on"));
        var advance = SeedFiles.Id(name);
        yield return On(civil, Stage.Issue, () => new DraftAdvance(
            advance, DemoUsers.As(Role.CountyCivilAffairs, county), county, township, year, row["document_no"], row.Number("amount_fen"), HappenedOn: civil));
        yield return On(civil, Stage.Issue, () => new ApproveAdvance(SeedFiles.Id($"civil {name}"), DemoUsers.As(Role.CountyCivilAffairs, county), county, advance, civil));
        yield return On(finance, Stage.Issue, () => new ApproveAdvance(SeedFiles.Id($"finance {name}"), DemoUsers.As(Role.CountyFinance, county), county, advance, finance));
        yield return On(row.Day("occurred_on"), Stage.Issue, () => new IssueAdvance(
            SeedFiles.Id($"issue {name}"), DemoUsers.As(Role.CountyFinance, county), county, advance, row.Day("occurred_on")));
        if (row.DayOrNone("received_on") is { } received)
        {
            yield return On(received, Stage.Receive, () => new ReceiveAdvance(SeedFiles.Id($"receive {name}"), DemoUsers.As(Role.Cashier, county, township), county, advance, received));
        }
    }

    /// <summary>Each case on its own way; what is signed on one day lies in one folder, and the county gets one list of what was decided since the last.</summary>
    private IEnumerable<Happening> Payments(IEnumerable<SeedRow> township)
    {
        var (first, inTurn) = (township.Where(row => row["procedure"] == "aid-first"), township.Where(row => row["procedure"] != "aid-first").Select(row => new Paid(row)).ToList());
        List<Happening> signings = [.. Together(inTurn, paid => paid.Signing, Signed)];
        return [.. first.SelectMany(PaidFirst), .. inTurn.SelectMany(PaidInTurn), .. signings, .. Together(inTurn, paid => paid.Filing, Filed)];
    }

    /// <summary>A payment of the demo, with the number that its case gets when it is accepted.</summary>
    private sealed class Paid(SeedRow row)
    {
        public SeedRow Row => row;
        public string Number { get; set; } = "";
        public DateOnly AcceptedOn { get; } = row.Day("accepted_on");
        public DateOnly? PaidOn { get; } = row.DayOrNone("paid_on");

        /// <summary>The day on which the three signed; before that is decided, the last day on which they could.</summary>
        public DateOnly SignedOn { get; set; } = row.DayOrNone("paid_on") ?? row.DayOrNone("signed_on") ?? row.Day("accepted_on");

        /// <summary>An emergency may be signed as soon as it was looked into, the other type when its notice has hung; both until they are paid.</summary>
        public (DateOnly From, DateOnly To) Signing => (row["type"] != "EXPENSE" ? AcceptedOn : row.DayOrNone("signed_on") is { } day && day < SignedOn ? day : SignedOn, SignedOn);

        /// <summary>From the signatures to the day on which the filing record has to lie with the papers.</summary>
        public (DateOnly From, DateOnly To) Filing => (SignedOn, row.DayOrNone("papers_on") ?? SignedOn);
    }

    /// <summary>Whoever cannot wait longer takes along all who could go already.</summary>
    private static IEnumerable<Happening> Together(IEnumerable<Paid> township, Func<Paid, (DateOnly From, DateOnly To)> when, Func<IReadOnlyList<Paid>, DateOnly, IEnumerable<Happening>> go)
    {
        var waiting = township.OrderBy(paid => when(paid).To).ToList();
        while (waiting.Count > 0)
        {
            var day = when(waiting[0]).To;
            var going = waiting.Where(paid => when(paid).From <= day).Take(SignCasesValidator.Most).ToList();
            waiting.RemoveAll(going.Contains);
            foreach (var happening in go(going, day))
            {
                yield return happening;
            }
        }
    }

    private static IEnumerable<Happening> Signed(IReadOnlyList<Paid> cases, DateOnly day)
    {
        foreach (var paid in cases)
        {
            paid.SignedOn = day;
        }

        var (county, township, name) = (cases[0].Row["county_code"], cases[0].Row["township_code"], cases[0].Row["payment_no"]);
        foreach (var signer in new[] { Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance })
        {
            yield return new Happening(day, (int)Stage.Sign, async (mediator, token) =>
            {
                var signed = await mediator.Sent(new SignCases(SeedFiles.Id($"sign {signer} {name}"), DemoUsers.As(signer, county, township), county, Numbers(cases), day), token);
                if (signed.Refused.Count > 0)
                {
                    throw new InvalidDataException($"The seed's case {signed.Refused.First().Key} was not signed: {signed.Refused.First().Value}.");
                }
            });
        }
    }

    private static IEnumerable<Happening> Filed(IReadOnlyList<Paid> cases, DateOnly day)
    {
        var (county, township) = (cases[0].Row["county_code"], cases[0].Row["township_code"]);
        return [On(day, Stage.File, () => new FileCases(
            SeedFiles.Id($"file {cases[0].Row["payment_no"]}"), DemoUsers.As(Role.TownshipHandler, county, township), county, Numbers(cases), day))];
    }

    private static string Numbers(IReadOnlyList<Paid> cases) => string.Join(';', cases.Select(paid => paid.Number));

    private IEnumerable<Happening> PaidInTurn(Paid story)
    {
        var row = story.Row;
        var (county, township, name) = (row["county_code"], row["township_code"], row["payment_no"]);
        var (accepted, paid) = (story.AcceptedOn, story.PaidOn);
        var type = row["type"] == "EXPENSE" ? AidType.Expense : AidType.Emergency;
        Guid Id(string step) => SeedFiles.Id($"{step} {name}");
        Actor By(Role role) => DemoUsers.As(role, county, township);

        yield return new Happening(accepted, (int)Stage.Accept, async (mediator, token) => story.Number = await mediator.Sent(
            new AcceptCase(Id("accept"), By(Role.TownshipHandler), county, row["household_no"], type, row["cause"], row.Number("amount_fen"), HappenedOn: accepted), token));
        yield return On(accepted, Stage.Investigate, () => new InvestigateCase(Id("investigate"), By(Role.TownshipHandler), county, story.Number, "入户了解，情况属实", accepted));
        if (row.DayOrNone("notice_on") is { } notice)
        {
            yield return On(notice, Stage.Notice, () => new PostCaseNotice(Id("notice"), By(Role.TownshipHandler), county, story.Number, "村务公开栏", notice));
        }

        if (paid is { } leaves)
        {
            yield return On(leaves, Stage.Pay, () => new ReleasePayment(Id("release"), By(Role.Cashier), county, story.Number, leaves));
            yield return On(leaves, Stage.Pay, () => new ConfirmPaid(Id("paid"), By(Role.Cashier), county, story.Number, leaves));
        }

        if (row.DayOrNone("returned_on") is { } returned)
        {
            yield return On(returned, Stage.Return, () => new ReturnPayment(Id("returned"), By(Role.Cashier), county, story.Number, "户名不符", returned));
            if (row.DayOrNone("repaid_on") is { } again)
            {
                yield return On(again, Stage.Repay, () => new ReleasePayment(Id("release again"), By(Role.Cashier), county, story.Number, again));
                yield return On(again, Stage.Repay, () => new ConfirmPaid(Id("paid again"), By(Role.Cashier), county, story.Number, again));
            }
        }

        if (row.DayOrNone("papers_on") is { } papers)
        {
            var kinds = string.Join(';', rules.Rules(county, papers).Papers(type, AidMode.Ordinary));
            yield return On(papers, Stage.Papers, () => new SubmitPapers(Id("papers"), By(Role.TownshipHandler), county, story.Number, kinds, papers));
        }

        if (row.DayOrNone("papers_accepted_on") is { } complete)
        {
            yield return On(complete, Stage.AcceptPapers, () => new AcceptPapers(Id("accept papers"), By(Role.Bookkeeper), county, story.Number, complete));
        }
    }

    /// <summary>先行救助: one signature and cash on the day itself, the other signatures and the papers in the days after.</summary>
    private IEnumerable<Happening> PaidFirst(SeedRow row)
    {
        var (county, township, name, number) = (row["county_code"], row["township_code"], row["payment_no"], "");
        var (paid, signed, fen) = (row.Day("paid_on"), row.Day("signed_on"), row.Number("amount_fen"));
        var year = int.Parse(row["fund_year"], CultureInfo.InvariantCulture);
        Guid Id(string step) => SeedFiles.Id($"{step} {name}");
        Actor By(Role role) => DemoUsers.As(role, county, township);

        yield return new Happening(paid, (int)Stage.Accept, async (mediator, token) => number = await mediator.Sent(
            new RequestAidFirst(Id("request"), By(Role.TownshipHandler), county, row["household_no"], row["cause"], fen, HappenedOn: paid), token));
        yield return On(paid, Stage.Sign, () => new AuthoriseAidFirst(Id("authorise"), By(Role.OfficeHead), county, number, paid));
        yield return On(paid, Stage.Pay, () => new DrawCash(Id("draw"), By(Role.Cashier), county, year, fen, paid));
        yield return new Happening(paid, (int)Stage.Pay, async (mediator, token) =>
        {
            var pay = new PayAidFirst(Id("hand over"), By(Role.Cashier), county, number, CashReason.AidFirst, ReceiptForm.Signature, HappenedOn: paid);
            if ((await mediator.Send(pay, token)).Refused is { Reason: FundRefusal.CountyCountersignatureNeeded })
            {
                await mediator.Sent(new CountersignAidFirst(Id("countersign"), DemoUsers.As(Role.CountyCivilAffairs, county), county, number, paid), token);
            }

            await mediator.Sent(pay, token);
        });
        yield return On(signed, Stage.Investigate, () => new InvestigateCase(Id("investigate"), By(Role.TownshipHandler), county, number, "入户了解，情况属实", signed));
        foreach (var signer in new[] { Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance })
        {
            yield return On(signed, Stage.Sign, () => new SignCase(Id($"sign {signer}"), By(signer), county, number, signed));
        }

        yield return On(signed, Stage.File, () => new FileCase(Id("file"), By(Role.TownshipHandler), county, number, signed));
        if (row.DayOrNone("papers_on") is { } papers)
        {
            var kinds = string.Join(';', rules.Rules(county, papers).Papers(AidType.Emergency, AidMode.AidFirst));
            yield return On(papers, Stage.Papers, () => new SubmitPapers(Id("papers"), By(Role.TownshipHandler), county, number, kinds, papers));
        }

        if (row.DayOrNone("papers_accepted_on") is { } complete)
        {
            yield return On(complete, Stage.AcceptPapers, () => new AcceptPapers(Id("accept papers"), By(Role.Bookkeeper), county, number, complete));
        }
    }

    private static IEnumerable<Happening> Claim(SeedRow row)
    {
        var (county, township, name, number) = (row["county_code"], row["township_code"], row["claim_no"], "");
        var month = DateOnly.ParseExact(row["month"], "yyyy-MM", CultureInfo.InvariantCulture);
        Guid Id(string step) => SeedFiles.Id($"{step} {name}");
        var submitted = row.Day("submitted_on");
        yield return new Happening(submitted, (int)Stage.Claim, async (mediator, token) => number = await mediator.Sent(
            new DraftClaim(Id("claim"), DemoUsers.As(Role.TownshipHandler, county, township), county, month.Year, month.Month, submitted), token));
        yield return On(submitted, Stage.Claim, () => new SubmitClaim(Id("submit"), DemoUsers.As(Role.TownshipHandler, county, township), county, number, submitted));
        if (row.DayOrNone("approved_on") is { } approved)
        {
            yield return On(approved, Stage.Review, () => new ReviewClaim(Id("review"), DemoUsers.As(Role.CountyCivilAffairs, county), county, number, HappenedOn: approved));
            yield return On(approved, Stage.Review, () => new ClearClaim(Id("clear"), DemoUsers.As(Role.CountyFinance, county), county, number, approved));
        }
    }
}
