package io.leaddispatcher.web.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.web.layout.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

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
    void itIsSaidHowADraftStandsToWhatLeadsGoBy() {
        assertThat(changes(ACTIVE, ACTIVE)).containsEntry("stands", "No changes since version 2.");
        assertThat(changes(null, ACTIVE)).containsEntry("stands", "No changes since version 2.");
        assertThat(changes(MOVED, ACTIVE.replace("big", "small")))
                .containsEntry("stands", "The draft differs from version 2 (one rule).");
        assertThat(changes(ACTIVE.replace("fallback}", "later}"), ACTIVE))
                .containsEntry("stands", "The draft differs from version 2.");
        assertThat(changes(ACTIVE, null)).doesNotContainKey("stands");
    }

    @Test
    void rulesThatAreNewGoneOtherwiseOrInAnotherTierAreCounted() {
        var before =
                SentDocuments.yaml(
                        """
                        tiers:
                          - {name: One, rules: [{id: same}, {id: moved}, {id: gone}, {id: other, priority: LOW}]}
                          - {name: Two}
                        """);
        var after =
                SentDocuments.yaml(
                        """
                        tiers:
                          - {name: One, rules: [{id: other, priority: HIGH}, {id: same}]}
                          - {name: Two, rules: [{id: moved}]}
                        experiment: {tiers: [{name: Tried, rules: [{id: new}]}]}
                        """);

        assertThat(ChangedRules.count(before, after)).isEqualTo(4);
        assertThat(ChangedRules.count(after, after)).isZero();
    }

    @Test
    void theRevisionIsToldWhoseChangesTheyAre() {
        assertThat(changes(ACTIVE, ACTIVE)).containsEntry("revision", 3L);
        assertThat(changes(null, ACTIVE)).containsEntry("revision", 0L);
    }

    @Test
    void theFirstVersionIsAChange() {
        assertThat(changes(ACTIVE, null)).containsEntry("differs", true);
    }

    private static Map<String, Object> changes(@Nullable String draft, @Nullable String active) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
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
