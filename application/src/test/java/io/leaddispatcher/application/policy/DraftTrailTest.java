package io.leaddispatcher.application.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.audit.AuditAction;
import io.leaddispatcher.application.audit.AuditEntry;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much the audit log is told of drafts that are saved with every change. */
class DraftTrailTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final PolicyKind LEAD = PolicyKind.LEAD;
    private static final Actor ZOE = new Actor.Member(new UUID(5, 1), Role.ADMIN, null);
    private static final Actor MAX = new Actor.Member(new UUID(5, 2), Role.ADMIN, null);

    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final DraftTrail drafts = new DraftTrail(policies, trail);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    private void save(Actor by, String name) {
        PolicyDraft before = policies.draft(TENANT, LEAD).block();
        PolicyDraft after =
                new PolicyDraft(Map.of("name", name), before == null ? 1 : before.revision() + 1);
        policies.saveDraft(TENANT, LEAD, after, now).block();
        drafts.saved(TENANT, LEAD, by, before, after, now).block();
        now = now.plus(Duration.ofMinutes(1));
    }

    private void settle() {
        drafts.settled(TENANT, LEAD, Objects.requireNonNull(policies.draft(TENANT, LEAD).block()))
                .block();
    }

    /** Who changed the name from what to what, in the order of the log. */
    private List<String> told() {
        return trail.entries().stream()
                .filter(entry -> entry.action() == AuditAction.POLICY_DRAFTED)
                .map(entry ->
                        "%s: %s > %s"
                                .formatted(
                                        entry.actor().equals(ZOE.label()) ? "Zoe" : "Max",
                                        name(entry, "before"),
                                        name(entry, "after")))
                .toList();
    }

    private static @Nullable Object name(AuditEntry entry, String side) {
        return entry.detail().get(side) instanceof Map<?, ?> properties
                ? properties.get("name")
                : null;
    }

    @Test
    void whatOnePersonSavesAtASittingIsToldWithTheFirstSaveAndBeforeThePublication() {
        save(ZOE, "a");
        save(ZOE, "b");
        save(ZOE, "c");
        save(ZOE, "d");
        assertThat(told()).containsExactly("Zoe: null > a");

        settle();

        assertThat(told()).containsExactly("Zoe: null > a", "Zoe: a > d");
        settle();
        assertThat(told()).hasSize(2);
    }

    @Test
    void beforeAnotherPersonSavesTheRestIsTold() {
        save(ZOE, "a");
        save(ZOE, "b");
        save(MAX, "c");
        save(ZOE, "d");

        assertThat(told())
                .containsExactly("Zoe: null > a", "Zoe: a > b", "Max: b > c", "Zoe: c > d");
    }

    @Test
    void whoEditsForLongIsToldOfEveryTenMinutesAndNoChangeIsLost() {
        for (char name = 'a'; name <= 'l'; name++) {
            save(ZOE, String.valueOf(name));
        }

        assertThat(told()).containsExactly("Zoe: null > a", "Zoe: a > k");
        settle();
        assertThat(told()).endsWith("Zoe: k > l");
    }

    @Test
    void whatIsTakenBackAtTheSameSittingNeedsNoWord() {
        save(ZOE, "a");
        save(ZOE, "b");
        save(ZOE, "a");

        settle();

        assertThat(told()).containsExactly("Zoe: null > a");
    }

    @Test
    void afterAPublicationTheNextSaveIsToldAtOnce() {
        save(ZOE, "a");
        settle();
        save(ZOE, "b");

        assertThat(told()).containsExactly("Zoe: null > a", "Zoe: a > b");
    }

    @Test
    void whatSomebodyHasSavedPastTheSittingIsNobodys() {
        save(ZOE, "a");
        save(ZOE, "b");
        policies.saveDraft(TENANT, LEAD, new PolicyDraft(Map.of("name", "x"), 9), now).block();

        settle();

        assertThat(trail.entries().getLast().actor()).isEqualTo("system");
    }

    @Test
    void aProgramSavesWhenItMeansToAndEachTimeIsTold() {
        Actor program = new Actor.Token(new UUID(6, 1), Set.of(Scope.WRITE), Role.ADMIN);
        save(program, "a");
        save(program, "b");
        save(program, "c");

        assertThat(told()).containsExactly("Max: null > a", "Max: a > b", "Max: b > c");
    }
}
