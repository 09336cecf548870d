using System.Reflection;
using FluentValidation;
using Jiuji.Web.Api.Webhooks;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Cases;
using Jiuji.Web.Features.Claims;
using Jiuji.Web.Features.Payments;
using Jiuji.Web.Features.ReserveFunds;
using Jiuji.Web.Jobs;
using Jiuji.Web.Lanes;
using Jiuji.Web.Reference;
using Jiuji.Web.Users;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Jiuji.Web;

/// <summary>What the program is made of, for the site and for the command line alike.</summary>
public static class Composition
{
    public static IServiceCollection AddJiuji(this IServiceCollection services, IConfiguration configuration)
    {
        var choice = DatabaseChoice.From(configuration);
        services.AddSingleton(choice);
        services.AddSingleton(TimeProvider.System);
        services.AddDbContext<JiujiDb>(choice.Configure);
        services.AddSingleton<Lanes.Lanes>();
        services.AddSingleton<JobClock>().AddSingleton<IJob, MatchExpiry>().AddSingleton<IJob, ReleaseExpiry>().AddSingleton<IJob, DailyHeads>().AddSingleton<IJob, NightlyProof>();
        services.AddScoped<Turn>();
        services.AddScoped<SendingTerms>();
        services.AddScoped<PeopleNames>();
        services.AddSingleton<RuleShelf>();
        services.AddSingleton<Features.Matches.PlanShelf>();
        services.AddSingleton<Features.Slips.SlipTries>();
        services.AddScoped<Features.Statements.BankBook>().AddScoped<Features.Statements.RuleLearning>().AddScoped<Features.Statements.LineDesk>().AddScoped<Features.Statements.LinePostings>().AddScoped<Features.Statements.LineHints>().AddScoped<Features.Months.MonthDesk>().AddScoped<Features.Months.MonthSigning>().AddScoped<Features.Months.MonthRefusals>();
        services.AddScoped<Features.Organisations.OrganisationDesk>().AddScoped<Features.Organisations.SocietyDesk>().AddScoped<Features.Matches.NeedPlacing>();
        services.AddScoped<FundDesk>().AddScoped<StandInCheck>().AddScoped<CaseSteps>().AddScoped<GrantSteps>().AddScoped<BridgingSteps>()
            .AddScoped<PaymentDesk>().AddScoped<PaymentSteps>().AddScoped<CashHandover>().AddScoped<AidFirstSteps>()
            .AddScoped<MistakeSteps>().AddScoped<Features.Recoveries.RecoverySteps>().AddScoped<ClaimSteps>();
        services.AddScoped<SweepBackSteps>().AddScoped<CashSteps>().AddScoped<Features.PayLists.PayListSteps>();
        services.AddScoped<Features.Reports.ReportSteps>().AddScoped<Features.Reports.ReportReading>().AddScoped<Features.Announcements.AnnouncementSteps>();
        services.AddSingleton(_ => VaultKey.Open(configuration, choice));
        services.AddSingleton(WebhookSettings.From(configuration));
        services.AddSingleton<WebhookSender>();
        AddCommands(services);
        services.AddIdentityCore<User>(options =>
            {
                // Without the third version there is no table for passkeys. The context reads it from here.
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<JiujiDb>()
            .AddDefaultTokenProviders();
        return services;
    }

    /// <summary>MediatR 5.1 is registered by hand: its own registration package does not restore (docs/decisions/0002).</summary>
    private static void AddCommands(IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetService!);
        services.AddScoped<IMediator, Mediator>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        foreach (var type in Assembly.GetExecutingAssembly().GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsGenericType: false }))
        {
            foreach (var face in type.GetInterfaces().Where(face => face.IsGenericType))
            {
                if (face.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))
                {
                    services.AddTransient(face, type);
                    AddLane(services, face.GetGenericArguments());
                }
                else if (face.GetGenericTypeDefinition() == typeof(IValidator<>))
                {
                    // They keep nothing, and to build one costs more than to ask it.
                    services.AddSingleton(face, type);
                }
            }
        }
    }

    private static void AddLane(IServiceCollection services, Type[] request)
    {
        var command = request[0].GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>));
        if (command is not null)
        {
            services.AddTransient(
                typeof(IPipelineBehavior<,>).MakeGenericType(request),
                typeof(LaneBehavior<,>).MakeGenericType(request[0], command.GetGenericArguments()[0]));
        }
    }
}
