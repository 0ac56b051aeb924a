package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.pool.ShowLedger;
import io.leaddispatcher.domain.pool.LedgerView;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
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
}
