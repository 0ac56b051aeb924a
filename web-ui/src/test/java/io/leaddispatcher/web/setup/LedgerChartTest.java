package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.pool.ShowLedger;
import io.leaddispatcher.domain.pool.LedgerView;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class LedgerChartTest {

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }

    private static LedgerChart chart(String... upcoming) {
        var ledger =
                new LedgerView(
                        new PoolKey("emea"),
                        List.of(),
                        Stream.of(upcoming).map(RepKey::new).toList());
        return LedgerChart.of(
                new ShowLedger.View(ledger, List.of()),
                List.of(new Choice("mia", "Mia Weber")),
                words());
    }

    @Test
    void whoIsUpcomingIsCalledByNameAndByKeyWhereThereIsNone() {
        var chart = chart("mia", "gone", "mia");

        assertThat(chart.upcoming()).containsExactly("Mia Weber", "gone", "Mia Weber");
        assertThat(chart.next()).isEqualTo("Mia Weber");
    }

    @Test
    void aPoolOfNobodyForeseesNothing() {
        assertThat(chart().upcoming()).isEmpty();
        assertThat(chart().next()).isNull();
    }

    @Test
    void whoJoinedLaterIsNotAheadByWhatLevelsThemWithTheOthers() {
        var chart =
                of(
                        member("mia", 24, "0", "-0.4", true),
                        member("ben", 24, "0", "0.6", true),
                        member("zoe", 5, "18.7", "-0.2", true));

        assertThat(chart.bars())
                .extracting(LedgerChart.Bar::assigned, LedgerChart.Bar::owed)
                .containsExactly(
                        tuple(24L, "0.4 ahead"), tuple(24L, "0.6 owed"), tuple(5L, "0.2 ahead"));
    }

    @Test
    void whoIsAwayIsNotOwedWhatTheyMiss() {
        var chart = of(member("mia", 9, "0", "0", true), member("ben", 1, "0", "0.04", false));

        assertThat(chart.bars())
                .extracting(LedgerChart.Bar::owed, LedgerChart.Bar::away)
                .containsExactly(tuple("even", false), tuple("even", true));
    }

    private static LedgerChart of(LedgerView.Member... members) {
        return LedgerChart.of(
                new ShowLedger.View(
                        new LedgerView(new PoolKey("emea"), List.of(members), List.of()),
                        List.of()),
                List.of(),
                words());
    }

    private static LedgerView.Member member(
            String rep, long assigned, String offset, String due, boolean present) {
        return new LedgerView.Member(
                new RepKey(rep),
                1,
                assigned,
                0,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.TEN,
                new BigDecimal(offset),
                new BigDecimal(due),
                present);
    }
}
