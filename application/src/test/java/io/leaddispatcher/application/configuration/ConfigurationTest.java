package io.leaddispatcher.application.configuration;

import static io.leaddispatcher.application.configuration.ConfigurationKind.ACCOUNT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.FIELD;
import static io.leaddispatcher.application.configuration.ConfigurationKind.LIST;
import static io.leaddispatcher.application.configuration.ConfigurationKind.POOL;
import static io.leaddispatcher.application.configuration.ConfigurationKind.QUEUE;
import static io.leaddispatcher.application.configuration.ConfigurationKind.REP;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SEGMENT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TERRITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class ConfigurationTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller CALLER = Caller.system(TENANT);
    private static final Map<String, ?> MIA = Map.of("name", "Mia", "email", "mia@x.test");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final UnitOfWork unitOfWork = new ImmediateUnitOfWork();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final Map<QueueKey, Long> waiting = new HashMap<>();
    private final List<RepKey> left = new ArrayList<>();
    private final Departures departures = (_, reps) -> Mono.fromRunnable(() -> left.addAll(reps));
    private final PutConfiguration put =
            new PutConfiguration(documents, policies, departures, trail, unitOfWork);
    private final GetConfiguration get = new GetConfiguration(documents, unitOfWork);
    private final DeleteConfiguration delete =
            new DeleteConfiguration(
                    documents,
                    policies,
                    departures,
                    (_, queue) -> Mono.just(waiting.getOrDefault(queue, 0L)),
                    trail,
                    unitOfWork);
    private final ShowDependents dependents = new ShowDependents(documents, policies, unitOfWork);

    @Test
    void theFirstTimeCreatesAndTheSecondChanges() {
        assertThat(put(REP, "mia", MIA)).isInstanceOf(PutConfiguration.Outcome.Created.class);
        assertThat(put(REP, "mia", Map.of("name", "Mia M.", "email", "mia@x.test")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        assertThat(get(REP, "mia").version()).isEqualTo(2);
    }

    @Test
    void theSameAgainChangesNothing() {
        put(REP, "mia", MIA);
        put(REP, "mia", MIA);

        assertThat(get(REP, "mia").version()).isEqualTo(1);
        assertThat(documents.revision(TENANT).block()).isEqualTo(1);
    }

    @Test
    void whatAnAnswerAddedIsTakenBackAndNotKept() {
        put(
                REP,
                "mia",
                Map.of("name", "Mia", "email", "mia@x.test", "key", "mia", "load", Map.of()));

        assertThat(get(REP, "mia").document()).isEqualTo(MIA);
    }

    @Test
    void accountsDoNotAgeWhatWasCompiled() {
        put(ConfigurationKind.ACCOUNT, "acme", Map.of("name", "Acme"));

        assertThat(documents.revision(TENANT).block()).isZero();
    }

    @Test
    void anAccountIsNotAboveItself() {
        put(ACCOUNT, "acme", Map.of("name", "Acme"));
        put(ACCOUNT, "acme-eu", Map.of("name", "Acme EU", "parent", "acme"));
        put(ACCOUNT, "acme-de", Map.of("name", "Acme DE", "parent", "acme-eu"));

        assertThatThrownBy(() -> put(ACCOUNT, "acme", Map.of("name", "Acme", "parent", "acme-de")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal ->
                                assertThat(refusal.violations())
                                        .containsExactly(
                                                new Violation(
                                                        "/parent",
                                                        Violation.Code.CONFLICT,
                                                        "the account would be above itself:"
                                                                + " acme \u2192 acme-de \u2192 acme-eu \u2192 acme")));
        assertThat(put(ACCOUNT, "acme-eu", Map.of("name", "Acme EU")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        assertThat(put(ACCOUNT, "acme", Map.of("name", "Acme", "parent", "acme-de")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
    }

    /** A CRM may tell of a circle, which is not mended here. */
    @Test
    void anAccountMayHangBelowACircleThatIsThere() {
        for (List<String> each : List.of(List.of("hs.1", "hs.2"), List.of("hs.2", "hs.1"))) {
            documents
                    .save(
                            TENANT,
                            ACCOUNT,
                            new StoredDocument(
                                    each.getFirst(),
                                    Map.of("name", "Theirs", "parent", each.getLast()),
                                    1))
                    .block();
        }

        assertThat(put(ACCOUNT, "acme", Map.of("name", "Acme", "parent", "hs.1")))
                .isInstanceOf(PutConfiguration.Outcome.Created.class);
    }

    @Test
    void aStalePreconditionStopsTheChange() {
        put(REP, "mia", MIA);
        Map<String, ?> renamed = Map.of("name", "Mia M.", "email", "mia@x.test");

        assertThat(put(REP, "mia", renamed, new Precondition.OneOf(Set.of(9L))))
                .isEqualTo(new PutConfiguration.Outcome.Stale());
        assertThat(put(REP, "ben", MIA, new Precondition.Exists()))
                .isEqualTo(new PutConfiguration.Outcome.Stale());
        assertThat(put(REP, "mia", renamed, new Precondition.OneOf(Set.of(1L))))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        assertThat(delete(REP, "mia", new Precondition.OneOf(Set.of(1L))))
                .isEqualTo(new DeleteConfiguration.Outcome.Stale());
    }

    @Test
    void aQueueInWhichLeadsWaitStaysUntilTheyAreElsewhere() {
        put(QUEUE, "later", Map.of("name", "Later"));
        put(REP, "later", MIA);
        waiting.put(new QueueKey("later"), 3L);

        assertThat(delete(QUEUE, "later", Precondition.NONE))
                .isEqualTo(new DeleteConfiguration.Outcome.Occupied(3));
        assertThat(get(QUEUE, "later").key()).isEqualTo("later");
        assertThat(delete(REP, "later", Precondition.NONE))
                .isEqualTo(new DeleteConfiguration.Outcome.Deleted());

        waiting.clear();
        assertThat(delete(QUEUE, "later", Precondition.NONE))
                .isEqualTo(new DeleteConfiguration.Outcome.Deleted());
    }

    @Test
    void whatIsDoneAndNothingElseIsInTheAuditLogWithBeforeAndAfter() {
        put(REP, "mia", MIA);
        put(REP, "mia", MIA);
        put(REP, "mia", Map.of("name", "Mia M.", "email", "mia@x.test"));
        put(REP, "mia", MIA, new Precondition.OneOf(Set.of(77L)));
        delete(REP, "mia", Precondition.NONE);
        delete(REP, "mia", Precondition.NONE);

        assertThat(trail.told())
                .containsExactly(
                        "configuration.created rep:mia",
                        "configuration.changed rep:mia",
                        "configuration.deleted rep:mia");
        assertThat(trail.entries().get(1).detail())
                .isEqualTo(
                        Map.of(
                                "before", Map.of("name", MIA.get("name")),
                                "after", Map.of("name", "Mia M.")));
        assertThat(trail.entries()).allMatch(entry -> entry.actor().equals(CALLER.actor().label()));
    }

    @Test
    void aVersionIsNotUsedAgainAfterADeletion() {
        put(REP, "mia", MIA);
        delete(REP, "mia", Precondition.NONE);
        put(REP, "mia", MIA);

        assertThat(get(REP, "mia").version()).isEqualTo(3);
    }

    @Test
    void everyViolationIsNamedAndNothingIsKept() {
        assertThatThrownBy(() ->
                        put(
                                POOL,
                                "emea",
                                Map.of(
                                        "strategy", "ROUND_ROBIN",
                                        "members", List.of(Map.of("rep", "nobody")),
                                        "colour", "red")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactlyInAnyOrder(
                                                "/name", "/members/0/rep", "/colour"));
        assertThat(documents.find(TENANT, POOL, "emea").blockOptional()).isEmpty();
    }

    @Test
    void whatWasStoredBeforeALimitStaysInTheWayOfNothing() {
        String endless = "n".repeat(SavingLimits.LONGEST_NAME + 1);
        documents
                .save(
                        TENANT,
                        REP,
                        new StoredDocument(
                                "mia", Map.of("name", endless, "email", "mia@x.test"), 1))
                .block();

        put(
                POOL,
                "p",
                Map.of(
                        "name",
                        "P",
                        "strategy",
                        "ROUND_ROBIN",
                        "members",
                        List.of(Map.of("rep", "mia"))));

        assertThat(put(REP, "mia", Map.of("name", endless, "email", "m@x.test")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        assertThatThrownBy(
                        () -> put(REP, "mia", Map.of("name", endless + "n", "email", "m@x.test")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e ->
                                assertThat(e.violations())
                                        .extracting(Violation::pointer)
                                        .containsExactly("/name"));
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> put(REP, "not a key", MIA))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aDocumentThatAnotherNeedsStays() {
        put(REP, "mia", MIA);
        put(
                POOL,
                "emea",
                Map.of(
                        "name", "EMEA",
                        "strategy", "ROUND_ROBIN",
                        "members", List.of(Map.of("rep", "mia"))));

        assertThat(dependents.handle(new ShowDependents.Query(CALLER, REP, "mia")).block())
                .extracting(Dependent::what)
                .containsExactly("pool 'emea'");
        assertThat(delete(REP, "mia", Precondition.NONE))
                .isInstanceOfSatisfying(
                        DeleteConfiguration.Outcome.Needed.class,
                        needed ->
                                assertThat(needed.dependents())
                                        .extracting(Dependent::what)
                                        .containsExactly("pool 'emea'"));
        delete(POOL, "emea", Precondition.NONE);
        assertThat(delete(REP, "mia", Precondition.NONE))
                .isEqualTo(new DeleteConfiguration.Outcome.Deleted());
        assertThat(delete(REP, "mia", Precondition.NONE))
                .isEqualTo(new DeleteConfiguration.Outcome.Unknown());
    }

    @Test
    void whatTheActivePolicyNeedsStays() {
        put(ConfigurationKind.QUEUE, "fallback", Map.of("name", "Fallback", "type", "FALLBACK"));
        Map<String, ?> policy =
                Map.of(
                        "schema", "lead-dispatcher/policy/v1",
                        "tiers", List.of(),
                        "fallback", Map.of("queue", "fallback"));
        policies.publish(
                        TENANT,
                        PolicyKind.LEAD,
                        new PolicyVersion(1, policy, "first", Instant.EPOCH, "system"))
                .block();

        assertThat(delete(ConfigurationKind.QUEUE, "fallback", Precondition.NONE))
                .isInstanceOfSatisfying(
                        DeleteConfiguration.Outcome.Needed.class,
                        needed ->
                                assertThat(needed.dependents())
                                        .extracting(Dependent::what)
                                        .containsExactly("the active lead policy (version 1)"));
    }

    @Test
    void aQueueKeepsItsTypeWhileAReviewRestsOnIt() {
        put(ConfigurationKind.QUEUE, "fallback", Map.of("name", "Fallback", "type", "FALLBACK"));
        put(ConfigurationKind.QUEUE, "review", Map.of("name", "Review", "type", "MANUAL_REVIEW"));
        policies.publish(
                        TENANT,
                        PolicyKind.LEAD,
                        new PolicyVersion(
                                1,
                                Map.of(
                                        "tiers",
                                        List.of(),
                                        "fallback",
                                        Map.of("queue", "fallback"),
                                        "review",
                                        Map.of("queue", "review", "when", List.of("TWO_OWNERS"))),
                                "first",
                                Instant.EPOCH,
                                "system"))
                .block();

        assertThat(
                        put(
                                ConfigurationKind.QUEUE,
                                "review",
                                Map.of("name", "Review", "type", "CUSTOM")))
                .isInstanceOf(PutConfiguration.Outcome.Needed.class);
        assertThat(
                        put(
                                ConfigurationKind.QUEUE,
                                "review",
                                Map.of("name", "Look at it", "type", "MANUAL_REVIEW")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
        assertThat(
                        put(
                                ConfigurationKind.QUEUE,
                                "fallback",
                                Map.of("name", "Fallback", "type", "CUSTOM")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
    }

    @Test
    void aFieldKeepsItsTypeWhileConditionsRestOnIt() {
        put(FIELD, "gpuCount", Map.of("name", "GPUs", "type", "NUMBER"));
        put(
                SEGMENT,
                "big",
                Map.of(
                        "name",
                        "Big",
                        "when",
                        Map.of(
                                "field", "custom.gpuCount",
                                "op", "gte",
                                "value", BigDecimal.valueOf(8))));

        assertThat(put(FIELD, "gpuCount", Map.of("name", "GPUs", "type", "BOOLEAN")))
                .isInstanceOf(PutConfiguration.Outcome.Needed.class);
        assertThat(put(FIELD, "gpuCount", Map.of("name", "Graphic cards", "type", "NUMBER")))
                .isInstanceOf(PutConfiguration.Outcome.Changed.class);
    }

    @Test
    void aRepLeavesByBeingInactiveOrDeleted() {
        put(REP, "mia", MIA);
        put(REP, "ben", Map.of("name", "Ben", "email", "ben@x.test", "active", true));
        put(LIST, "mia", Map.of("name", "No rep"));
        delete(LIST, "mia", Precondition.NONE);
        assertThat(left).isEmpty();

        put(REP, "mia", Map.of("name", "Mia", "email", "mia@x.test", "active", false));
        delete(REP, "ben", Precondition.NONE);

        assertThat(left).containsExactly(new RepKey("mia"), new RepKey("ben"));
    }

    @Test
    void twoTerritoriesCannotClaimTheSame() {
        put(TERRITORY, "dach", Map.of("name", "DACH", "countries", List.of("DE")));

        assertThatThrownBy(() ->
                        put(TERRITORY, "germany", Map.of("name", "G", "countries", List.of("DE"))))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations())
                                        .extracting(Violation::code)
                                        .containsExactly(Violation.Code.CONFLICT));
    }

    @Test
    void onlyThoseWhoMayConfigureDo() {
        Caller reader =
                new Caller(TENANT, new Actor.Token(new UUID(0, 2), Set.of(Scope.READ), Role.OWNER));

        assertThatThrownBy(() ->
                        put.handle(
                                new PutConfiguration.Command(
                                        reader, LIST, "l", Map.of("name", "L"), Precondition.NONE)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() ->
                        dependents.handle(new ShowDependents.Query(reader, LIST, "l")).block())
                .isInstanceOf(AccessDeniedException.class);
    }

    private PutConfiguration.Outcome put(
            ConfigurationKind kind, String key, Map<String, ?> document) {
        return put(kind, key, document, Precondition.NONE);
    }

    private PutConfiguration.Outcome put(
            ConfigurationKind kind, String key, Map<String, ?> document, Precondition expected) {
        return Objects.requireNonNull(
                put.handle(new PutConfiguration.Command(CALLER, kind, key, document, expected))
                        .block());
    }

    private StoredDocument get(ConfigurationKind kind, String key) {
        return Objects.requireNonNull(
                get.handle(new GetConfiguration.Query(CALLER, kind, key)).block());
    }

    private DeleteConfiguration.Outcome delete(
            ConfigurationKind kind, String key, Precondition expected) {
        return Objects.requireNonNull(
                delete.handle(new DeleteConfiguration.Command(CALLER, kind, key, expected))
                        .block());
    }
}
