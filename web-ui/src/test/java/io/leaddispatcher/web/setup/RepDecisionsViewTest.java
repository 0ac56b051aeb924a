package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.paging.Cut;
import io.leaddispatcher.application.pool.ShowRepDecisions;
import io.leaddispatcher.application.pool.port.RepDecisions.RepDecision;
import io.leaddispatcher.application.routing.port.RoutingRuns.Cause;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.routing.Considered;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class RepDecisionsViewTest {

    @Test
    void rulesAreCalledByTheirNamesAndWhatWentPastThemByWhatBroughtItAbout() {
        var view =
                new ShowRepDecisions.View(
                        "Mia Brandt",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        true,
                        3,
                        3,
                        List.of(),
                        new Cut<>(
                                List.of(
                                        by("dach-fintech", Cause.INTAKE),
                                        by("gone", Cause.REROUTE),
                                        by(null, Cause.ESCALATION),
                                        by(null, Cause.MANUAL)),
                                false),
                        Map.of(),
                        Map.of("dach-fintech", "DACH fintech"));

        assertThat(
                        RepDecisionsView.of(
                                        new RepDecisionsFilter(new RepKey("mia"), 30, null, null),
                                        view,
                                        words())
                                .rows())
                .extracting(RepDecisionsView.Row::rule)
                .containsExactly("DACH fintech", "gone", "After an escalation", "By hand");
    }

    private static RepDecision by(@Nullable String rule, Cause cause) {
        return new RepDecision(
                new UUID(0, 1),
                new LeadId(new UUID(0, 2)),
                Instant.EPOCH,
                cause,
                new Considered(rule, List.of(), true, "named by the rule"));
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }
}
