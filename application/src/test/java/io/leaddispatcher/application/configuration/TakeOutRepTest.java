package io.leaddispatcher.application.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What one step takes a rep out of, and what it leaves to a person. */
class TakeOutRepTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Map<String, Object> BEN =
            Map.of("rep", "ben", "weight", BigDecimal.valueOf(3));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final List<Set<RepKey>> departed = new ArrayList<>();
    private final TakeOutRep takeOut =
            new TakeOutRep(
                    documents,
                    new InMemoryPolicies(),
                    (_, reps) -> Mono.fromRunnable(() -> departed.add(reps)),
                    trail,
                    new ImmediateUnitOfWork());

    @BeforeEach
    void workspace() {
        keep(ConfigurationKind.REP, "mia", Map.of("name", "Mia", "email", "mia@x.test"));
        keep(ConfigurationKind.REP, "ben", Map.of("name", "Ben", "email", "ben@x.test"));
        keep(
                ConfigurationKind.POOL,
                "both",
                Map.of(
                        "name",
                        "Both",
                        "strategy",
                        "WEIGHTED",
                        "members",
                        List.of(Map.of("rep", "mia", "weight", BigDecimal.TWO), BEN)));
        keep(
                ConfigurationKind.POOL,
                "own",
                Map.of(
                        "name",
                        "Own",
                        "strategy",
                        "ROUND_ROBIN",
                        "members",
                        List.of(Map.of("rep", "mia"))));
        keep(
                ConfigurationKind.TEAM,
                "emea",
                Map.of("name", "EMEA", "members", List.of("mia", "ben"), "manager", "mia"));
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents.save(TENANT, kind, new StoredDocument(key, document, 1)).block();
    }

    private TakeOutRep.Outcome mia(boolean preview, Precondition version) {
        return Objects.requireNonNull(
                takeOut.handle(
                                new TakeOutRep.Command(
                                        Caller.system(TENANT), new RepKey("mia"), preview, version))
                        .block());
    }

    private Map<String, Object> document(ConfigurationKind kind, String key) {
        return new HashMap<>(
                Objects.requireNonNull(documents.find(TENANT, kind, key).block()).document());
    }

    @Test
    void aPreviewSaysWhatWouldBeAndChangesNothing() {
        assertThat(mia(true, Precondition.NONE))
                .isInstanceOfSatisfying(
                        TakeOutRep.Outcome.Taken.class,
                        taken -> {
                            Leaving leaving = taken.leaving();
                            assertThat(leaving.pools())
                                    .extracting(Label::name)
                                    .containsExactly("Both");
                            assertThat(leaving.teams())
                                    .extracting(Label::name)
                                    .containsExactly("EMEA");
                            assertThat(leaving.lastOf())
                                    .extracting(Label::name)
                                    .containsExactly("Own");
                            assertThat(leaving.manages())
                                    .extracting(Label::name)
                                    .containsExactly("EMEA");
                            assertThat(leaving.active()).isTrue();
                        });
        assertThat(departed).isEmpty();
        assertThat(trail.told()).isEmpty();
        assertThat(document(ConfigurationKind.REP, "mia")).doesNotContainKey("active");
    }

    @Test
    void theStepDoesIsAuditedAndLeavesToAPersonWhatOneMustDecide() {
        mia(false, new Precondition.OneOf(Set.of(1L)));

        assertThat(document(ConfigurationKind.POOL, "both")).containsEntry("members", List.of(BEN));
        assertThat(document(ConfigurationKind.TEAM, "emea"))
                .containsEntry("members", List.of("ben"))
                .containsEntry("manager", "mia");
        assertThat(document(ConfigurationKind.REP, "mia"))
                .containsEntry("active", false)
                .containsEntry("name", "Mia");
        assertThat(document(ConfigurationKind.POOL, "own"))
                .containsEntry("members", List.of(Map.of("rep", "mia")));
        assertThat(departed).containsExactly(Set.of(new RepKey("mia")));
        assertThat(trail.told())
                .containsExactlyInAnyOrder(
                        "configuration.changed pool:both",
                        "configuration.changed team:emea",
                        "configuration.changed rep:mia");
    }

    @Test
    void twiceDoesNothingMore() {
        mia(false, new Precondition.OneOf(Set.of(1L)));
        int told = trail.told().size();

        assertThat(mia(false, Precondition.NONE))
                .isInstanceOfSatisfying(
                        TakeOutRep.Outcome.Taken.class,
                        taken -> assertThat(taken.leaving().changesSomething()).isFalse());
        assertThat(trail.told()).hasSize(told);
    }

    @Test
    void whoHasChangedMeanwhileIsLookedAtAgain() {
        assertThat(mia(false, new Precondition.OneOf(Set.of(7L))))
                .isEqualTo(new TakeOutRep.Outcome.Stale());
        assertThat(departed).isEmpty();
    }
}
