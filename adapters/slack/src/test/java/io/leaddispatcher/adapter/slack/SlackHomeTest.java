package io.leaddispatcher.adapter.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.lead.Reachable;
import io.leaddispatcher.application.me.MyDay;
import io.leaddispatcher.application.me.MyDay.MyLead;
import io.leaddispatcher.application.slack.CommandFromSlack;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlackHomeTest {

    private static final Instant NOON = Instant.parse("2026-11-25T11:00:00Z");
    private static final String LEAD = "01890000-0000-7000-8000-000000000042";

    private final SlackLists lists = new SlackLists("https://app.example.test/");

    @Test
    void theHomePageShowsWhatIsToBeDoneAndTheSwitch() {
        Map<String, Object> view = home(day(false, List.of(ana("Ana Ruiz"))));

        BlockKit.requireHome(view);
        assertThat(view.toString())
                .contains("*1* open · *3* accepted today", SlackHome.AWAY)
                .contains("<https://app.example.test/leads/" + LEAD + "|Ana Ruiz at Acme>")
                .contains("waits for your answer, 5 min left");
        assertThat(home(day(true, List.of())).toString())
                .contains(SlackHome.BACK, "You have no open leads.");
    }

    @Test
    void hostileAndManyLeadsGiveAValidPage() {
        List<MyLead> many =
                IntStream.range(0, 150)
                        .mapToObj(i ->
                                new MyLead(
                                        "01890000-0000-7000-8000-%012d".formatted(i),
                                        "a",
                                        i % 2 == 0 ? "<!channel>|x".repeat(80) : null,
                                        null,
                                        i % 3 == 0 ? "&" : null,
                                        true,
                                        false,
                                        "HIGH",
                                        NOON,
                                        null,
                                        Reachable.NOT))
                        .toList();
        BlockKit.requireHome(home(day(false, many)));
        assertThat(home(day(false, many)).toString())
                .contains("130 more: <https://app.example.test/me|all of them>");
        BlockKit.requireHome(SlackHome.stranger());
        BlockKit.requireHarmless(lists.mine(day(false, many), 10));
        assertThat(lists.mine(day(false, many), 10)).contains("140 more: ");
        assertThat(lists.mine(day(false, many), 10).length()).isLessThan(4_000);
    }

    @Test
    void whatIsFoundIsOneLineEach() {
        String found =
                lists.found(new CommandFromSlack.Outcome.Found("ana", List.of(anaOfBen()), false));

        BlockKit.requireHarmless(found);
        assertThat(found)
                .isEqualTo(
                        "<https://app.example.test/leads/%s|Ana &lt;b&gt; at Acme/Co> – ASSIGNED, with Ben"
                                .formatted(LEAD));
        assertThat(
                        lists.found(
                                new CommandFromSlack.Outcome.Found(
                                        "Ana & Co", List.of(anaOfBen()), true)))
                .endsWith(
                        "\nThere are more: <https://app.example.test/leads?q=Ana+%26+Co|all of them>");
        assertThat(lists.found(new CommandFromSlack.Outcome.Found("ana", List.of(), false)))
                .isEqualTo("There is no such lead among yours.");
        BlockKit.requireHarmless(lists.help());
    }

    private static LeadSummaryView anaOfBen() {
        return new LeadSummaryView(
                LEAD,
                "Ana <b>",
                "Acme|Co",
                null,
                null,
                "ASSIGNED",
                "HIGH",
                "ben",
                "Ben",
                null,
                NOON);
    }

    private Map<String, Object> home(MyDay day) {
        return new SlackHome(lists).of(day);
    }

    private static MyLead ana(@Nullable String name) {
        return new MyLead(
                LEAD,
                "a",
                name,
                "Acme",
                null,
                false,
                false,
                "HIGH",
                NOON,
                Duration.ofMinutes(5),
                Reachable.NOT);
    }

    private static MyDay day(boolean paused, List<MyLead> leads) {
        return new MyDay(
                "mia",
                "Mia",
                paused,
                List.of(),
                ZoneOffset.UTC,
                null,
                Map.of(),
                List.of(),
                leads,
                leads.size(),
                3,
                null,
                List.of(),
                Map.of());
    }
}
