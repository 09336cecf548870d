using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jiuji.Web.Api.Tokens;
using Jiuji.Web.CommandLine;
using Jiuji.Web.Database;
using Jiuji.Web.Features.Tokens;
using Jiuji.Web.Lanes;
using Jiuji.Web.Tests.ReserveFunds;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Jiuji.Web.Tests.Api;

/// <summary>The site as programs meet it: keys are issued by the command that the page sends, and everything else goes over the wire.</summary>
public class ApiProgram : FundSite
{
    public ApiProgram()
    {
    }

    protected ApiProgram(DatabaseProvider provider)
        : base(provider)
    {
    }

    protected override IEnumerable<string> Settings => ["--Webhooks:EverySeconds=0", "--Webhooks:AllowPrivate=true", "--Webhooks:AllowHttp=true"];

    public async Task<Result<T>> Send<T>(ICommand<T> command)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
    }

    public async Task<T> Read<T>(Func<JiujiDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<JiujiDb>());
    }

    public Task<Users.Actor> ActorOf(string user) => Read(async db => (await Workplace.ActorOf(db, user, default))!);

    /// <summary>The secret of a new key of that user, good for a month.</summary>
    public async Task<string> Key(string user, params ApiScope[] scopes)
    {
        var secret = TokenSecret.New();
        var issued = await Send(new IssueToken(
            Guid.CreateVersion7(), await ActorOf(user), "test", TokenSecret.Hash(secret), string.Join(' ', scopes), DateOnly.FromDateTime(Clock.Now.UtcDateTime).AddDays(30)));
        Assert.Null(issued.Refused?.Reason);
        return secret;
    }

    public async Task<ApiClient> As(string user, params ApiScope[] scopes) => With(await Key(user, scopes));

    public ApiClient With(string secret, string language = "en")
    {
        var client = Program();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return new ApiClient(client);
    }
}

/// <summary>For the description and for what knows nothing of the funds: they share one.</summary>
[CollectionDefinition(nameof(OnApiProgram))]
public sealed class OnApiProgram : ICollectionFixture<ApiProgram>;

/// <summary>What came back: status, headers and JSON.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, HttpResponseMessage Message, JsonNode? Json)
{
    public string Code => Json!["code"]!.GetValue<string>();
    public string? Tag => Message.Headers.ETag?.Tag;

    public ApiAnswer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Json?.ToJsonString()}");
        return this;
    }

    /// <summary>A problem of RFC 9457 with this code, whose status is that of the status line.</summary>
    public ApiAnswer IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, Code);
        Assert.Equal((int)status, Json!["status"]!.GetValue<int>());
        Assert.Equal($"/api/problems#{code}", Json["type"]!.GetValue<string>());
        return this;
    }
}

/// <summary>A program with a key.</summary>
public sealed class ApiClient(HttpClient client)
{
    public Task<ApiAnswer> Get(string path, params (string Name, string Value)[] headers) => Send(new HttpRequestMessage(HttpMethod.Get, path), headers);

    public Task<ApiAnswer> Post(string command, object body, Guid? key = null, params (string Name, string Value)[] headers) =>
        Send(new HttpRequestMessage(HttpMethod.Post, $"/api/v1/commands/{command}") { Content = JsonContent.Create(body) },
            [("Idempotency-Key", (key ?? Guid.CreateVersion7()).ToString()), .. headers]);

    public async Task<ApiAnswer> Send(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new ApiAnswer(answer.StatusCode, answer, text.Length == 0 ? null : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 128 }));
    }
}
