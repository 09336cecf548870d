using Jiuji.Testing;
using Jiuji.Web.Tests.SignIn;
using Xunit;

namespace Jiuji.Web.Tests.Access;

/// <summary>The table of docs/security.md is written from the site itself.</summary>
[Collection(nameof(OnSignInSite))]
public sealed class RouteTableSchemaTests(SignInSite site)
{
    private const string Begin = "<!-- who may do what: written by ./test --write-docs Schema -->";
    private const string End = "<!-- end of who may do what -->";

    [Fact]
    public void The_table_in_the_document_is_that_of_the_site()
    {
        var path = RepositoryRoot.At("docs/security.md");
        var page = File.ReadAllText(path);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var written = $"{page[..from]}\n\n{Routes.Table(site.Routes)}\n{page[to..]}";
        if (Environment.GetEnvironmentVariable("JIUJI_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, written);
        }

        Assert.Equal(written, File.ReadAllText(path));
    }
}
