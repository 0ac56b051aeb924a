package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.web.layout.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

class PolicyModelTest {

    private static final String ACTIVE =
            """
            tiers:
              - {name: Same, rules: [{id: a, assign: {pool: big}}]}
              - {name: Same, rules: []}
            fallback: {queue: fallback}
            """;

    private static final String MOVED =
            """
            tiers:
              - {name: Same, rules: []}
              - {name: Same, rules: [{id: a, assign: {pool: big}}]}
            fallback: {queue: fallback}
            """;

    @Test
    void whatIsActiveAlreadyIsNoChange() {
        assertThat(changes(ACTIVE, ACTIVE)).containsEntry("differs", false);
        assertThat(changes(null, ACTIVE)).containsEntry("differs", false);
        assertThat(changes(null, null)).containsEntry("differs", false);
    }

    @Test
    void aDraftDiffersFromWhatIsActiveAlsoWhereNoWordsTellIt() {
        assertThat(changes(MOVED, ACTIVE))
                .containsEntry("differs", true)
                .containsEntry("changes", List.of());
        assertThat(changes(ACTIVE.replace("fallback}", "later}"), ACTIVE))
                .containsEntry("differs", true)
                .hasEntrySatisfying("changes", said -> assertThat((List<?>) said).hasSize(1));
    }

    @Test
    void theFirstVersionIsAChange() {
        assertThat(changes(ACTIVE, null)).containsEntry("differs", true);
    }

    private static Map<String, Object> changes(@Nullable String draft, @Nullable String active) {
        var messages = new StaticMessageSource();
        messages.setUseCodeAsDefaultMessage(true);
        var words = new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
        return PolicyModel.changes(
                draft == null ? null : new PolicyDraft(SentDocuments.yaml(draft), 3),
                active == null
                        ? null
                        : new PolicyVersion(
                                2, SentDocuments.yaml(active), "", Instant.EPOCH, "system:test"),
                new PolicyWords(new PolicyNames(Map.of()), words));
    }
}
