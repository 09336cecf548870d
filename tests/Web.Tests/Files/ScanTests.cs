using System.Text;
using Jiuji.Web.Files;
using Xunit;

namespace Jiuji.Web.Tests.Files;

public sealed class ScanTests
{
    private static readonly byte[] Jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16, .. "JFIF"u8];
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, 0, 0, 0, 13];

    [Fact]
    public void What_a_file_is_stands_in_its_bytes_and_not_in_its_name()
    {
        Assert.Equal("image/jpeg", Scan.Of("receipt.pdf", Jpeg).Scan!.MediaType);
        Assert.Equal("image/png", Scan.Of("receipt.jpg", Png).Scan!.MediaType);
        Assert.Equal("image/webp", Scan.Of("a", [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8]).Scan!.MediaType);
        Assert.Equal("application/pdf", Scan.Of("a", [.. "%PDF-1.7\n"u8]).Scan!.MediaType);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")]
    [InlineData("MZ\u0090")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("GIF89a")]
    [InlineData("RIFF")]
    public void What_is_no_photo_and_no_scan_is_not_taken(string content) =>
        Assert.Equal(ScanProblem.KindUnknown, Scan.Of("photo.jpg", Encoding.Latin1.GetBytes(content)).Problem);

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")]
    [InlineData("<</Type/Action/S/Launch/F(cmd.exe)>>")]
    [InlineData("/Names << /EmbeddedFiles 3 0 R >>")]
    public void A_document_that_does_something_is_not_taken(string inside) =>
        Assert.Equal(ScanProblem.ActiveContent, Scan.Of("a.pdf", Encoding.Latin1.GetBytes($"%PDF-1.7\n{inside}")).Problem);

    [Fact]
    public void An_ordinary_document_is_taken() =>
        Assert.NotNull(Scan.Of("a.pdf", Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R /JSomething 1 >>")).Scan);

    [Fact]
    public void Nothing_and_too_much_are_not_taken()
    {
        Assert.Equal(ScanProblem.Empty, Scan.Of("a.jpg", []).Problem);
        Assert.Equal(ScanProblem.TooLarge, Scan.Of("a.jpg", new byte[Scan.MostBytes + 1]).Problem);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("scans\\收条.jpg", "收条.jpg")]
    [InlineData("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie: x=1.jpg")]
    [InlineData("\"<>;", "scan")]
    public void A_name_keeps_nothing_that_a_path_or_a_header_could_stumble_over(string given, string kept) => Assert.Equal(kept, Scan.Of(given, Jpeg).Scan!.FileName);
}
