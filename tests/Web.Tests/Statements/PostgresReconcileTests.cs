using Jiuji.Web.Database;
using Jiuji.Web.Tests.ReserveFunds;
using Xunit;

namespace Jiuji.Web.Tests.Statements;

/// <summary>The paths of statements and months on the other database: the same stories, the same answers.</summary>
public sealed class PostgresReconcileTests
{
    [Fact]
    [Trait("trap", "T14")]
    [Trait("trap", "T15")]
    [Trait("trap", "T20")]
    [Trait("trap", "T29")]
    public async Task Statements_and_months_tell_the_same_stories_on_PostgreSQL()
    {
        var site = FundSite.On(DatabaseProvider.Postgres);
        await site.InitializeAsync();
        try
        {
            var (paths, outcomes) = (new ReconcilePathTests(site), new LineOutcomeTests(site));
            foreach (var tell in (Func<Task>[])
            [
                paths.A_statement_is_taken_once_whatever_its_order_or_extent, paths.A_fen_of_difference_is_never_matched_by_the_program_or_by_a_person,
                paths.A_bank_return_on_the_statement_reopens_the_debt, paths.A_month_closes_on_its_statement_by_three_people_and_nothing_gets_in_afterwards,
                paths.The_gate_shuts_while_the_last_month_due_is_not_reconciled_and_opens_with_it, paths.What_the_other_side_shows_later_is_in_flight_and_explains_the_difference,
                paths.A_second_like_case_proposes_a_rule_that_another_person_approves,
                outcomes.Cash_drawn_and_banked_again_is_written_down_from_the_statement_for_its_cashier, outcomes.A_fee_is_repaid_by_the_running_budget_through_the_bank,
                outcomes.A_sweep_back_leaves_only_for_the_sum_that_the_county_accepted, outcomes.What_a_household_gives_back_ends_its_case,
                outcomes.Interest_a_donation_and_what_nobody_knows_come_in_and_go_out_and_never_touch_the_fund,
                outcomes.Lines_that_correct_each_other_are_settled_only_when_they_come_to_nothing, outcomes.A_payment_taken_back_before_the_bank_saw_it_keeps_no_month_open,
            ])
            {
                await tell();
            }
        }
        finally
        {
            await site.DisposeAsync();
        }
    }
}
