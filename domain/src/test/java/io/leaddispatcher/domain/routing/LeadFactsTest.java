package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.rule;
import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.field.FieldValue.Bool;
import io.leaddispatcher.domain.field.FieldValue.Day;
import io.leaddispatcher.domain.field.FieldValue.Items;
import io.leaddispatcher.domain.field.FieldValue.Moment;
import io.leaddispatcher.domain.field.FieldValue.Text;
import io.leaddispatcher.domain.roster.RepKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What conditions see beyond the lead's own values. */
class LeadFactsTest {

    private static Optional<FieldValue> fact(Workspaces workspace, LeadContext lead, String path) {
        return new LeadFacts(workspace.configuration(), lead, lead.lead().receivedAt()).value(path);
    }

    private static Optional<FieldValue> fact(Workspaces workspace, String path, Object... lead) {
        return fact(workspace, LeadContext.of(workspace.lead(lead)), path);
    }

    private static Optional<FieldValue> number(int value) {
        return Optional.of(new FieldValue.Number(BigDecimal.valueOf(value)));
    }

    private static Optional<FieldValue> text(String value) {
        return Optional.of(new Text(value));
    }

    @Test
    void theLeadsClockIsThatOfItsZone() {
        Object[] auckland = {
            "lead.timeZone", "Pacific/Auckland", "receivedAt", "2026-11-25T23:30:00Z"
        };

        assertThat(fact(workspace(), "time.lead.hour", auckland)).isEqualTo(number(12));
        assertThat(fact(workspace(), "time.lead.weekday", auckland)).isEqualTo(text("THU"));
        assertThat(fact(workspace(), "time.lead.time", auckland)).isEqualTo(text("12:30"));
        assertThat(fact(workspace(), "time.lead.date", auckland))
                .contains(new Day(LocalDate.of(2026, 11, 26)));
        assertThat(fact(workspace(), "time.utc.hour", auckland)).isEqualTo(number(23));
        assertThat(fact(workspace(), "time.utc.weekday", auckland)).isEqualTo(text("WED"));
        assertThat(fact(workspace(), "time.utc.date", auckland))
                .contains(new Day(LocalDate.of(2026, 11, 25)));
    }

    @Test
    void aLeadWithoutZoneHasThatOfItsStateOrCountryOrTheWorkspaces() {
        assertThat(fact(workspace(), "time.lead.hour", "company.country", "JP"))
                .isEqualTo(number(20));
        assertThat(
                        fact(
                                workspace(),
                                "time.lead.hour",
                                "company.country",
                                "US",
                                "company.state",
                                "US-CA"))
                .isEqualTo(number(3));
        assertThat(fact(workspace(), "time.lead.hour")).isEqualTo(number(12));
        assertThat(fact(workspace(), "time.lead.hour", "lead.timeZone", "Mars/Olympus"))
                .isEqualTo(number(12));
    }

    @Test
    void clocksStandWhereTheyStoodWhenTheLeadArrived() {
        var workspace =
                workspace()
                        .rule(
                                "morning",
                                "when",
                                leaf("time.utc.hour", "lt", 11),
                                "assign",
                                object("queue", "after-hours"));
        var lead = workspace.lead("receivedAt", "2026-11-25T09:00:00Z");

        assertThat(where(workspace.decide(LeadContext.of(lead)))).isEqualTo("queue after-hours");
    }

    @Test
    void aTeamIsOpenInItsHoursButNotOnItsHolidays() {
        var team =
                workspace()
                        .team(
                                "night.shift",
                                "timeZone",
                                "America/New_York",
                                "workingHours",
                                object("MON-FRI", List.of("08:00-11:00", "22:00-06:00")),
                                "holidays",
                                "US");
        String open = "time.team.night.shift.open";

        assertThat(fact(team, open, "receivedAt", "2026-11-25T13:30:00Z")).contains(new Bool(true));
        assertThat(fact(team, open, "receivedAt", "2026-11-25T12:00:00Z"))
                .contains(new Bool(false));
        assertThat(fact(team, open, "receivedAt", "2026-11-24T08:00:00Z"))
                .as("the night from Monday")
                .contains(new Bool(true));
        assertThat(fact(team, open, "receivedAt", "2026-11-26T13:30:00Z"))
                .as("Thanksgiving")
                .contains(new Bool(false));
        assertThat(fact(team, "time.team.night.shift.hour")).isEqualTo(number(6));
        assertThat(fact(team, "time.team.gone.open")).isEmpty();
        assertThat(fact(team, "time.team.gone.hour")).isEmpty();
    }

    /** The first takes some ten thousand steps for each character, of the 20 million there are. */
    @Test
    void patternsThatCostMoreThanADecisionMayAreNotFoundAndTheLeadGoesOn() {
        var patterns =
                workspace()
                        .rule(
                                "large",
                                "when",
                                leaf("lead.message", "matches", "(x|y{90}){99}z"),
                                "assign",
                                object("queue", "after-hours"));

        assertThat(where(patterns.decide("lead.message", "x".repeat(500) + "z")))
                .isEqualTo("queue after-hours");
        assertThat(where(patterns.decide("lead.message", "x".repeat(9_000) + "z")))
                .isEqualTo("queue fallback");
    }

    @Test
    void aTerritoryIsNamedWithAllThatItIsInsideOf() {
        var europe =
                workspace()
                        .territory("emea")
                        .territory("dach", "countries", List.of("DE", "AT"), "parent", "emea")
                        .territory("berlin", "states", List.of("DE-BE"), "parent", "dach")
                        .territory("acme-land", "accounts", List.of("acme"));

        assertThat(fact(europe, "territory", "company.country", "DE", "company.state", "BE"))
                .contains(new Items(List.of("berlin", "dach", "emea")));
        assertThat(fact(europe, "territory", "company.country", "FR")).isEmpty();
        assertThat(
                        fact(
                                europe,
                                Workspaces.of(
                                        account("acme"), europe.lead("company.country", "AT")),
                                "territory"))
                .contains(new Items(List.of("acme-land")));
        europe.rule(
                "emea",
                "when",
                leaf("territory", "in", List.of("emea")),
                "assign",
                object("queue", "after-hours"));
        assertThat(where(europe.decide("company.country", "AT"))).isEqualTo("queue after-hours");
        assertThat(where(europe.decide("company.country", "US"))).isEqualTo("queue fallback");
    }

    @Test
    void allSegmentsThatHoldAreNamed() {
        var bands =
                workspace()
                        .segment("enterprise", leaf("company.employees", "gte", 1000))
                        .segment("big", leaf("company.employees", "gte", 100))
                        .segment("rich", leaf("lead.estimatedValue", "gte", 50_000))
                        .segment("both", leaf("segment", "eq", "big"));

        assertThat(fact(bands, "segment", "company.employees", 240))
                .contains(new Items(List.of("big")));
        assertThat(fact(bands, "segment", "company.employees", 5000, "lead.estimatedValue", 60_000))
                .contains(new Items(List.of("enterprise", "big", "rich")));
        assertThat(fact(bands, "segment")).isEmpty();
        var facts =
                new LeadFacts(
                        bands.configuration(),
                        LeadContext.of(bands.lead("company.employees", 240)),
                        NOON);
        assertThat(facts.value("segment")).isEqualTo(facts.value("segment"));
    }

    @Test
    void anAccountShowsItsOwnerSegmentAndLists() {
        Account acme =
                account(
                        "acme",
                        "owner",
                        "mia",
                        "segment",
                        "Enterprise",
                        "lists",
                        List.of("strategic"));
        var lead = Workspaces.of(acme, workspace().lead());

        assertThat(fact(workspace(), lead, "account.exists")).contains(new Bool(true));
        assertThat(fact(workspace(), lead, "account.owner")).isEqualTo(text("mia"));
        assertThat(fact(workspace(), lead, "account.segment")).isEqualTo(text("Enterprise"));
        assertThat(fact(workspace(), lead, "account.lists"))
                .contains(new Items(List.of("strategic")));
        assertThat(fact(workspace(), lead, "account.size")).isEmpty();
        assertThat(
                        fact(
                                workspace()
                                        .segment(
                                                "ent",
                                                "Enterprise",
                                                leaf("company.employees", "gte", 1)),
                                lead,
                                "account.segment"))
                .as("conditions compare keys, whatever the account calls it")
                .isEqualTo(text("ent"));

        var bare = Workspaces.of(account("bare"), workspace().lead());
        assertThat(fact(workspace(), bare, "account.owner")).isEmpty();
        assertThat(fact(workspace(), bare, "account.segment")).isEmpty();
        assertThat(fact(workspace(), bare, "account.lists")).isEmpty();

        assertThat(fact(workspace(), "account.exists")).contains(new Bool(false));
        assertThat(fact(workspace(), "account.owner")).isEmpty();
    }

    @Test
    void historyTellsWhoHadTheLead() {
        Instant touched = Instant.parse("2026-11-20T08:00:00Z");
        var lead =
                new LeadContext(
                        workspace().lead(),
                        null,
                        null,
                        new LeadContext.History(new RepKey("mia"), true, touched),
                        Set.of());

        assertThat(fact(workspace(), lead, "history.previousOwner")).isEqualTo(text("mia"));
        assertThat(fact(workspace(), lead, "history.openAssignment")).contains(new Bool(true));
        assertThat(fact(workspace(), lead, "history.lastTouchAt")).contains(new Moment(touched));
        assertThat(fact(workspace(), lead, "history.other")).isEmpty();

        assertThat(fact(workspace(), "history.previousOwner")).isEmpty();
        assertThat(fact(workspace(), "history.openAssignment")).contains(new Bool(false));
        assertThat(fact(workspace(), "history.lastTouchAt")).isEmpty();
    }

    @Test
    void theLeadsOwnValuesAndListsAreSeen() {
        var named =
                workspace()
                        .field("gpuCount", "NUMBER")
                        .list("strategic", "acme.de", "Globex")
                        .rule(
                                "listed",
                                "when",
                                object(
                                        "all",
                                        List.of(
                                                leaf("company.name", "in_list", "strategic"),
                                                leaf("custom.gpuCount", "gt", 4))),
                                "assign",
                                object("queue", "after-hours"));

        assertThat(
                        where(
                                named.decide(
                                        "company.domain",
                                        "acme.de",
                                        "company.name",
                                        "ACME",
                                        "custom.gpuCount",
                                        8)))
                .isEqualTo("queue after-hours");
        var other = named.decide("company.name", "Initech", "custom.gpuCount", 8);
        assertThat(where(other)).isEqualTo("queue fallback");
        assertThat(rule(other, "listed").matched()).isFalse();
        assertThat(
                        named.configuration()
                                .contains(new io.leaddispatcher.domain.named.ListKey("gone"), "x"))
                .isFalse();
    }
}
