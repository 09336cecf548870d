using System.Globalization;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Matching.Households;
using Jiuji.Testing;
using Jiuji.Web.Features.Advances;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Households;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.PayLists;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Lanes;
using Jiuji.Web.Seeding;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Jiuji.Stories;

/// <summary>
/// Last month in 七都镇, sent by the commands that its people send on the days they would: 286 households aided, an advance received and another one issued, and
/// money that the county wants back. <see cref="BankPaper"/> writes what the bank saw of it.
/// </summary>
public sealed class BankMonth
{
    public const string County = "341722";
    public const string Township = "341722101";
    public const int Households = 286;
    public const long FirstAdvanceFen = 25_000_000;
    public const long SecondAdvanceFen = 500_000;
    public const long SweepBackFen = 150_000;
    private const int SignedAtOnce = 50;
    private const int OnTheBoard = 6;
    private const string FirstDocument = "石民财〔2026〕7号";
    public const string SecondDocument = "石民财〔2026〕8号";

    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];
    private static readonly string[] Given = ["桂英", "秀兰", "玉珍", "建国", "志强", "海燕", "春梅", "德福", "冬生", "小满", "来喜", "长贵", "月娥", "金花", "有田", "守义"];
    private static readonly Actor Administrator = new(SeedFiles.Id("user admin"), "seed", Role.Administrator, "", "", null);

    private readonly IMediator mediator;
    private readonly Dictionary<string, Aid> aids = [];

    private BankMonth(IMediator mediator) => this.mediator = mediator;

    /// <summary>The month before the one we are in: it is over, and nothing of it is reconciled.</summary>
    public static DateOnly First { get; } = CountyDay.Month(CountyDay.Of(TimeProvider.System.GetUtcNow())).AddMonths(-1);

    public static FakeClock Clock { get; } = new();

    /// <summary>In the order in which they were paid. The last but one was paid to another name at the bank; the last was released, and nobody wrote down that it was paid.</summary>
    public IReadOnlyList<Aid> Aids => [.. aids.Values];

    public sealed record Aid(string Household, string Name, string Account, long AmountFen, DateOnly PaidOn)
    {
        public string Number { get; set; } = "";
    }

    public static async Task<BankMonth> Live(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var month = new BankMonth(scope.ServiceProvider.GetRequiredService<IMediator>());
        Clock.GoTo(First);
        await new ReferenceSeed(month.mediator, Administrator).Load(default);
        await DemoUsers.Appoint(month.mediator, Administrator, default);
        await month.Fund();
        await month.People();
        await month.Cases();
        await month.Pay();
        Clock.GoTo(First.AddDays(24));
        await month.Did(new AcceptSweepBack(Id, As(Role.CountyCivilAffairs), County, Township, First.Year, SweepBackFen));
        return month;
    }

    private static Guid Id => Guid.CreateVersion7();

    private static Actor As(Role role) => DemoUsers.As(role, County, role is Role.CountyCivilAffairs or Role.CountyFinance ? "" : Township);

    private async Task<T> Did<T>(ICommand<T> command) => await mediator.Sent(command, default);

    private async Task Fund()
    {
        var (affairs, finance) = (As(Role.CountyCivilAffairs), As(Role.CountyFinance));
        await Did(new OpenFund(Id, affairs, County, Township, First.Year));
        foreach (var (document, fen) in new[] { (FirstDocument, FirstAdvanceFen), (SecondDocument, SecondAdvanceFen) })
        {
            await Did(new RegisterJointDocument(Id, affairs, County, document, "关于预拨备用金的通知", First, fen));
            var advance = await Did(new DraftAdvance(Id, affairs, County, Township, First.Year, document, fen));
            await Did(new ApproveAdvance(Id, affairs, County, advance));
            await Did(new ApproveAdvance(Id, finance, County, advance));
            await Did(new IssueAdvance(Id, finance, County, advance));
            if (document == FirstDocument)
            {
                await Did(new ReceiveAdvance(Id, As(Role.Cashier), County, advance));
            }
        }
    }

    private async Task People()
    {
        for (var i = 0; i < Households; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"Q{i + 1:0000}");
            aids.Add(number, new Aid(
                number, Surnames[i % Surnames.Length] + Given[i / Surnames.Length % Given.Length], string.Create(CultureInfo.InvariantCulture, $"6217990000{i:000000}"),
                30_000 + (i * 37 % 60 * 1_000), First.AddDays(11 + (i * 12 / Households))));
        }

        foreach (var some in aids.Values.Chunk(100))
        {
            await Did(new ImportHouseholds(Id, As(Role.CountyCivilAffairs), County, [.. some.Select(aid => new HouseholdRow(
                Id, aid.Household, "DIBAO", Township, Township, "", "",
                [new PersonRow(Id, aid.Name, "", new DateOnly(1962, 5, 4), null, Relation.Head, "", aid.Account, DisabilityKind.None, null, SelfCareAbility.Full, null)]))]));
        }
    }

    /// <summary>Accepted and looked into on the second, the expense cases put on the board, all signed on the eleventh.</summary>
    private async Task Cases()
    {
        Clock.GoTo(First.AddDays(1));
        foreach (var (aid, i) in aids.Values.Select((aid, i) => (aid, i)))
        {
            var type = i < OnTheBoard ? AidType.Expense : AidType.Emergency;
            aid.Number = await Did(new AcceptCase(Id, As(Role.TownshipHandler), County, aid.Household, type, "ILLNESS", aid.AmountFen));
            await Did(new InvestigateCase(Id, As(Role.TownshipHandler), County, aid.Number, "入户了解，情况属实"));
            if (type == AidType.Expense)
            {
                await Did(new PostCaseNotice(Id, As(Role.TownshipHandler), County, aid.Number, "村务公开栏"));
            }
        }

        Clock.GoTo(First.AddDays(10));
        foreach (var signer in (Role[])[Role.OfficeHead, Role.LeaderAffairs, Role.LeaderFinance])
        {
            foreach (var some in aids.Values.Select(aid => aid.Number).Chunk(SignedAtOnce))
            {
                var answer = await Did(new SignCases(Id, As(signer), County, string.Join(';', some)));
                Assert.Empty(answer.Refused);
            }
        }
    }

    /// <summary>A list to the bank on each day of the twelve; the bank answers for all but the last payment.</summary>
    private async Task Pay()
    {
        foreach (var day in aids.Values.GroupBy(aid => aid.PaidOn))
        {
            Clock.GoTo(day.Key);
            foreach (var aid in day)
            {
                await Did(new ReleasePayment(Id, As(Role.Cashier), County, aid.Number));
            }

            var list = await Did(new BuildPayList(Id, As(Role.Cashier), County));
            await Did(new SendPayList(Id, As(Role.Cashier), County, list));
            await Did(new ConfirmPayList(Id, As(Role.Cashier), County, list, Aids[^1].Number));
        }
    }
}
