using Jiuji.Web.Files;
using Jiuji.Web.Lanes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Jiuji.Web.Features.Documents;

/// <summary>A stored file as the answer of a page: a picture is shown and nothing in it runs; whatever else a file may hold is downloaded.</summary>
public static class KeptFile
{
    private const string Policy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";

    public static FileContentResult Show(PageModel page, Document document)
    {
        var isPicture = Scan.IsPicture(document.MediaType);
        var shown = new ContentDispositionHeaderValue(isPicture ? "inline" : "attachment");
        shown.SetHttpFileName(document.FileName);
        page.Response.Headers.ContentSecurityPolicy = Policy;
        page.Response.Headers.CacheControl = "private, no-store";
        page.Response.Headers.ContentDisposition = shown.ToString();
        return page.File(document.Content, isPicture ? document.MediaType : "application/octet-stream");
    }
}
