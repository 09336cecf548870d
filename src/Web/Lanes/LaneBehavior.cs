using System.Reflection;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Jiuji.Ledger;
using Jiuji.Ledger.ReserveFunds;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Steps;
using Jiuji.Web.Users;
using MediatR;

namespace Jiuji.Web.Lanes;

/// <summary>Malformed input stops here, with the names of its fields, before anything waits for a lane; so does a file that is no photo or scan.</summary>
public sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is ICarriesScan carrier && !CarriedScan.IsNoneOrReadable(carrier.Scan))
        {
            throw new ValidationException([new ValidationFailure(nameof(ICarriesScan.Scan), "scan.KindUnknown")]);
        }

        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            if (!result.IsValid)
            {
                throw new ValidationException(result.Errors);
            }
        }

        return await next();
    }
}

/// <summary>Takes a command into its county's lane, where it runs once: a repeat gets the stored answer.</summary>
public sealed class LaneBehavior<TRequest, TAnswer>(Lanes lanes, SendingTerms terms) : IPipelineBehavior<TRequest, Result<TAnswer>>
    where TRequest : ICommand<TAnswer>
{
    private static readonly AllowedAttribute? Allowed = typeof(TRequest).GetCustomAttribute<AllowedAttribute>();

    public Task<Result<TAnswer>> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<TAnswer>> next)
    {
        var allowed = Allowed ?? throw new InvalidOperationException($"{typeof(TRequest).Name} does not say which roles are allowed to send it.");
        if (!allowed.Roles.Contains(request.By.Role))
        {
            return Task.FromResult<Result<TAnswer>>(Refused.By(SiteRefusal.NotYourRole, ("role", request.By.Role.ToString())));
        }

        if (!request.By.MayActIn(request.CountyCode))
        {
            return Task.FromResult<Result<TAnswer>>(Refused.By(SiteRefusal.NotYourArea, ("area", request.CountyCode)));
        }

        return lanes.For(request.CountyCode).Run(request.CountyCode, (services, token) => terms.IsTrial ? Tried(services, request, token) : Once(services, request, token), cancellationToken);
    }

    private async Task<Result<TAnswer>> Tried(IServiceProvider services, TRequest request, CancellationToken cancellationToken)
    {
        var result = await Once(services, request, cancellationToken);
        services.GetRequiredService<Turn>().ForgetWhatWasTried();
        return result with { IsTrial = true };
    }

    private async Task<Result<TAnswer>> Once(IServiceProvider services, TRequest request, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<JiujiDb>();
        var hash = CommandRecord.HashOf(request);
        if (await CommandModel.Find.In(db)(db, request.CountyCode, request.CommandId, cancellationToken) is { } record)
        {
            return record.ContentHash == hash && record.Kind == typeof(TRequest).Name
                ? new Result<TAnswer>(JsonSerializer.Deserialize<TAnswer>(record.Answer, CommandRecord.Json), null, Repeat: true)
                : Refused.By(SiteRefusal.CommandIdTakenByOtherContent, ("command", request.CommandId.ToString()));
        }

        if (terms.Condition is { } condition && await condition(services, cancellationToken) is { } notAsSeen)
        {
            return notAsSeen;
        }

        var turn = services.GetRequiredService<Turn>();
        turn.StandIns = await StandInPosts.Of(db, request.By, cancellationToken);
        if (request.By.StandsInFor.Length > 0 && !turn.StandIns.Any(s => s.Stands(request.By.StandsInFor, CountyDay.Of(turn.Now))))
        {
            return Refused.By(FundRefusal.StandInNotAppointed, ("role", request.By.Role.ToString()));
        }

        var result = await services.GetRequiredService<IRequestHandler<TRequest, Result<TAnswer>>>().Handle(request, cancellationToken);
        if (result.Refused is not null)
        {
            return result;
        }

        await Outbox.Note(db, request.CountyCode, turn.Now, cancellationToken);
        db.Commands.Add(new CommandRecord
        {
            CountyCode = request.CountyCode,
            Id = request.CommandId,
            Kind = typeof(TRequest).Name,
            ContentHash = hash,
            Actor = request.By.Name,
            RecordedAt = turn.Now,
            Answer = JsonSerializer.Serialize(result.Value, CommandRecord.Json),
        });
        await db.SaveChangesAsync(cancellationToken);
        return await turn.Write(request.CountyCode, cancellationToken) is { } refused ? (Result<TAnswer>)(Refused)refused : result;
    }
}
