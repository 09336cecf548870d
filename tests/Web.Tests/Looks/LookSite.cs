using System.Globalization;
using Jiuji.Web.Language;
using Jiuji.Web.Looks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

/// <summary>The look and the language without the rest of the site: one address for each thing a test wants to see drawn.</summary>
public sealed class LookSite : IAsyncLifetime
{
    static readonly DateTimeOffset now = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);
    readonly Dictionary<string, Func<IStringLocalizer<Words>, string>> drawings = [];
    WebApplication app = default!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddRazorPages(pages => pages.RootDirectory = "/Features").ConfigureApplicationPartManager(parts =>
        {
            var part = ApplicationPartFactory.GetApplicationPartFactory(typeof(Words).Assembly);
            foreach (var each in part.GetApplicationParts(typeof(Words).Assembly)) parts.ApplicationParts.Add(each);
            parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(typeof(Words).Assembly));
        });
        builder.Services.AddJiujiLanguage().AddJiujiLooks(SiteNavigation.Items).AddSingleton<TimeProvider>(new StoppedClock());
        builder.Services.AddAuthorization();
        app = builder.Build();
        app.UseJiujiLanguage();
        app.MapGet("/word/{key}", (string key, IStringLocalizer<Words> words) => words[key].Value);
        app.MapGet("/drawing/{name}", (string name, IStringLocalizer<Words> words) => drawings[name](words));
        await app.StartAsync();
    }

    public Task DisposeAsync() => app.DisposeAsync().AsTask();

    public async Task<HttpResponseMessage> Get(string address, string? accepts = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await app.GetTestClient().SendAsync(request);
    }

    public async Task<string> Draw(Func<IStringLocalizer<Words>, string> drawing, string accepts = "zh-CN")
    {
        var name = Guid.CreateVersion7().ToString("N");
        drawings[name] = drawing;
        return await (await Get($"/drawing/{name}", accepts)).Content.ReadAsStringAsync();
    }

    /// <summary>A partial as the site would draw it, with the model's errors if a test brings any.</summary>
    public async Task<string> Partial(string name, object? model, ModelStateDictionary? errors = null)
    {
        // In the product the request brings the language; here whoever runs the tests would.
        CultureInfo.CurrentUICulture = SpokenLanguages.Chinese;
        await using var scope = app.Services.CreateAsyncScope();
        var context = new Microsoft.AspNetCore.Mvc.ActionContext(
            new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(), new ActionDescriptor());
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>().GetView(null, $"/Features/Shared/{name}.cshtml", isMainPage: false).View!;
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), errors ?? new ModelStateDictionary()) { Model = model };
        var temp = scope.ServiceProvider.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(context.HttpContext);
        await using var writer = new StringWriter();
        await view.RenderAsync(new ViewContext(context, view, data, temp, writer, new HtmlHelperOptions()));
        return writer.ToString();
    }

    sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
