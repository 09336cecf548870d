using Jiuji.Web.Looks;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Xunit;

namespace Jiuji.Web.Tests.Looks;

public sealed class PiecesTests(LookSite site) : IClassFixture<LookSite>
{
    [Fact]
    public async Task A_shut_gate_says_every_reason_at_once_each_with_its_link()
    {
        var drawn = await site.Partial("_Gate", new GateBox([new("材料逾期", null, "/a"), new("闲置过多", "看账龄", "/b")], [new("紧急预拨", null, "/c")]));
        Assert.Contains("暂停预拨，有 2 项未过", drawn, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/a\">去处理</a>", drawn, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/b\">看账龄</a>", drawn, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/c\">紧急预拨</a>", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_gate_is_one_line() =>
        Assert.Contains("gate open", await site.Partial("_Gate", new GateBox([], [])), StringComparison.Ordinal);

    [Fact]
    public async Task A_check_speaks_by_sign_word_and_clause_and_says_when_no_clause_is_set()
    {
        var drawn = await site.Partial("_Checks", new[] { new CheckLine(Verdict.Fail, "收款人在世", "县规定", "/rules/1"), new CheckLine(Verdict.Pass, "材料齐全") });
        Assert.Contains("✕</span> 不通过", drawn, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/rules/1\">县规定</a>", drawn, StringComparison.Ordinal);
        Assert.Contains("未设", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_summary_leads_to_each_field_and_escapes_what_was_typed()
    {
        var errors = new ModelStateDictionary();
        errors.AddModelError("Input.Amount", "<script>");
        errors.AddModelError("", "不能这样办");
        var drawn = await site.Partial("_ErrorSummary", null, errors);
        Assert.Contains("有 2 处需要改正", drawn, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#Input_Amount\">&lt;script&gt;</a>", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_errors_there_is_no_summary() => Assert.Equal("", (await site.Partial("_ErrorSummary", null)).Trim());

    [Fact]
    public async Task The_present_step_of_a_life_is_told_to_those_who_listen()
    {
        var drawn = await site.Partial("_Steps", new LifeStep[] { new("受理", StepMark.Done), new("签字", StepMark.Now), new("发放", StepMark.Ahead) });
        Assert.Equal(1, drawn.Split("aria-current=\"step\"").Length - 1);
        Assert.Contains("签字<span class=\"seen-by-ear\">（现在这一步）", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pager_without_another_page_is_not_there() => Assert.Equal("", (await site.Partial("_Pager", new PageLinks(null, null))).Trim());

    [Fact]
    public void The_first_load_stays_small()
    {
        var bytes = Directory.EnumerateFiles(Path.Combine(SourceTree.Web, "wwwroot")).Sum(file => new FileInfo(file).Length);
        Assert.InRange(bytes, 1, 50_000);
    }
}
