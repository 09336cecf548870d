using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Audit;

/// <summary>Who opens the auditor's desk: the auditor, and the two bureaus within their own supervision (G9). Nothing on it changes anything.</summary>
public static class AuditViewers
{
    public const string All = $"{nameof(Role.Auditor)},{nameof(Role.CountyCivilAffairs)},{nameof(Role.CountyFinance)}";
}

/// <summary>What the auditor's pages share.</summary>
public abstract class AuditPage(IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : FundPage(mediator, words, clock)
{
    protected const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}
