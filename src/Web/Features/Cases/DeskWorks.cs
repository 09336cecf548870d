using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Language;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Jiuji.Web.Features.Cases;

/// <summary>Work that begins something, or that belongs to no one case.</summary>
public enum DeskWork { TakeInStranger, ConfirmBridging, DeclareParty }

/// <summary>What can be begun from the list of cases.</summary>
public static class DeskWorks
{
    public static readonly IReadOnlyList<PageStep<Actor>> All =
    [
        PageStep.Of<Actor, TakeInStranger, string>(
            DeskWork.TakeInStranger, _ => true, i => new TakeInStranger(i.CommandId, i.By, i.County, i.Text("called"), Math.Max(1, i.Whole("people")), i.Text("happened")),
            StepField.Line("called", "stranger.called"), new StepField("people", "stranger.people", StepFieldKind.Number), StepField.Note("happened", "stranger.happened")),
        PageStep.Of<Actor, ConfirmBridging, string>(
            DeskWork.ConfirmBridging, _ => true,
            i => new ConfirmBridging(i.CommandId, i.By, i.County, i.Text("household"), i.Choice<BridgingCategory>("category"), i.Fen("monthly"), i.Day()),
            StepField.Line("household", "household.number"), StepField.Choice<BridgingCategory>("category", "bridging.category"),
            StepField.Yuan("monthly", "bridging.monthly"), StepField.Day("day", "bridging.confirmed_on")),
        PageStep.Of<Actor, DeclarePayerParty, Guid>(
            DeskWork.DeclareParty, _ => true,
            i => new DeclarePayerParty(i.CommandId, i.By, i.County, i.Choice<PayerPartyKind>("kind"), i.Text("belongs"), i.Text("idNumber"), i.Text("account")),
            StepField.Choice<PayerPartyKind>("kind", "party.kind"), StepField.Line("belongs", "party.belongs"),
            StepField.Line("idNumber", "household.id_number", optional: true), StepField.Line("account", "household.account", optional: true)),
    ];
}

/// <summary>One of them on a page of its own; it leads on to what it began.</summary>
[Authorize(Roles = FundViewers.Cases)]
public sealed class DeskStepModel(IMediator mediator, IStringLocalizer<Words> words, TimeProvider clock) : StepPage<Actor>(mediator, words, clock)
{
    public override string Back => "/cases";

    protected override string Next => Step.Step switch
    {
        DeskWork.TakeInStranger => $"/cases/new?household={Answer}",
        DeskWork.ConfirmBridging => $"/cases/{Answer}",
        _ => Back,
    };

    protected override IReadOnlyList<PageStep<Actor>> Steps => DeskWorks.All;

    protected override Task<Actor?> Read(string number, CancellationToken cancellationToken) => Task.FromResult<Actor?>(Viewer);

    protected override string TownshipOf(Actor sheet) => sheet.TownshipCode;
}
