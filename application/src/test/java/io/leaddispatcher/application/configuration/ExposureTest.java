package io.leaddispatcher.application.configuration;

import static io.leaddispatcher.application.configuration.ConfigurationKind.FIELD;
import static io.leaddispatcher.application.configuration.ConfigurationKind.POOL;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SEGMENT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TERRITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.policy.PolicyDraft;
import io.leaddispatcher.application.policy.PolicyVersion;
import io.leaddispatcher.application.policy.SaveDraft;
import io.leaddispatcher.application.presence.DraftWatch;
import io.leaddispatcher.application.presence.port.OtherDesks;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Whoever may not see what sensitive fields say cannot arrange to find out. */
class ExposureTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller ADMIN = Caller.system(TENANT);
    private static final Caller WRITER =
            new Caller(TENANT, new Actor.Token(new UUID(0, 7), Set.of(Scope.WRITE), Role.OWNER));
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    private static final Map<String, ?> OPEN =
            Map.of("name", "Ward", "type", "TEXT", "mappings", Map.of("hub", "ward"));
    private static final Map<String, ?> HIDDEN =
            Map.of(
                    "name",
                    "Diagnosis",
                    "type",
                    "TEXT",
                    "sensitive",
                    true,
                    "mappings",
                    Map.of("hub", "dx"));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final InMemoryPolicies policies = new InMemoryPolicies();
    private final InMemoryAuditTrail trail = new InMemoryAuditTrail();
    private final ImmediateUnitOfWork units = new ImmediateUnitOfWork();
    private final PutConfiguration put =
            new PutConfiguration(documents, policies, (_, _) -> Mono.empty(), trail, units);
    private final DeleteConfiguration delete =
            new DeleteConfiguration(
                    documents,
                    policies,
                    (_, _) -> Mono.empty(),
                    (_, _) -> Mono.just(0L),
                    trail,
                    units);
    private final SaveDraft save =
            new SaveDraft(
                    policies,
                    documents,
                    trail,
                    units,
                    new DraftWatch(OtherDesks.none(), CLOCK),
                    CLOCK);

    @BeforeEach
    void aSensitiveFieldAndAnOpenOne() {
        put(ADMIN, FIELD, "dx", HIDDEN);
        put(ADMIN, FIELD, "ward", OPEN);
        put(ADMIN, ConfigurationKind.QUEUE, "fallback", Map.of("name", "Fallback"));
    }

    @Test
    void theMarkStaysAndTheFieldToo() {
        refused(() -> put(WRITER, FIELD, "dx", Map.of("name", "Dx", "type", "TEXT")));
        refused(() ->
                delete.handle(
                                new DeleteConfiguration.Command(
                                        WRITER, FIELD, "dx", Precondition.NONE))
                        .block());

        put(ADMIN, FIELD, "dx", Map.of("name", "Dx", "type", "TEXT"));
    }

    @Test
    void noOpenFieldIsFilledFromWhereASensitiveOneIs() {
        Map<String, ?> diverted =
                Map.of("name", "Ward", "type", "TEXT", "mappings", Map.of("hub", "dx"));

        refused(() -> put(WRITER, FIELD, "ward", diverted));
        refused(() -> put(WRITER, FIELD, "zzz", diverted));

        put(
                WRITER,
                FIELD,
                "ward",
                Map.of("name", "Ward", "type", "TEXT", "mappings", Map.of("other", "dx")));
        put(ADMIN, FIELD, "ward", diverted);
        put(
                WRITER,
                FIELD,
                "ward",
                Map.of("name", "The ward", "type", "TEXT", "mappings", Map.of("hub", "dx")));
    }

    @Test
    void aSegmentAsksForNothingSensitiveThatItDidNotAskForBefore() {
        refused(() -> put(WRITER, SEGMENT, "s", segment("custom.dx", "flu")));
        put(WRITER, SEGMENT, "s", segment("custom.ward", "a"));
        refused(() -> put(WRITER, SEGMENT, "s", segment("custom.dx", "flu")));

        put(ADMIN, SEGMENT, "s", segment("custom.dx", "flu"));
        Map<String, Object> renamed =
                Map.of(
                        "name",
                        "Renamed",
                        "when",
                        Objects.requireNonNull(segment("custom.dx", "flu").get("when")));
        put(WRITER, SEGMENT, "s", renamed);
        refused(() -> put(WRITER, SEGMENT, "s", segment("custom.dx", "flu2")));
    }

    @Test
    void aDraftAsksForNothingSensitiveThatThePolicyDoesNotAskFor() {
        refused(() -> save(WRITER, policy("custom.dx", "flu")));
        save(WRITER, policy("custom.ward", "a"));
        refused(() -> save(WRITER, policy("custom.dx", "flu")));

        policies.publish(
                        TENANT,
                        PolicyKind.LEAD,
                        new PolicyVersion(
                                1, policy("custom.dx", "flu"), "", CLOCK.instant(), "admin"))
                .block();
        save(WRITER, policy("custom.dx", "flu"));
        refused(() -> save(WRITER, policy("custom.dx", "cold")));
    }

    @Test
    void whatAnAdminHasDraftedMayBeKept() {
        save(ADMIN, policy("custom.dx", "cold"));

        save(WRITER, policy("custom.dx", "cold"));
    }

    @Test
    void manyDocumentsAtOnceShowNoMoreThanOne() {
        var batch = new DocumentBatch(documents, policies, trail);
        var change = new DocumentBatch.Change(SEGMENT, "s", null, segment("custom.dx", "flu"));

        refused(() -> batch.save(WRITER, List.of(change)).block());
        batch.save(ADMIN, List.of(change)).block();
    }

    @Test
    void aFormFillsNoOpenFieldWithWhatWentIntoASensitiveOne() {
        var fields = known();
        Map<String, String> before = Map.of("your-dx", "custom.dx", "your-ward", "custom.ward");

        Map<String, String> kept = Map.of("your-dx", "custom.dx");

        refused(() -> map(WRITER, fields, before, Map.of("your-dx", "custom.ward")));
        refused(() -> map(WRITER, fields, Map.of(), Map.of("custom.dx", "custom.ward")));
        refused(() -> map(WRITER, fields, Map.of(), Map.of(" custom.dx", "custom.ward")));
        refused(() -> map(WRITER, fields, before, Map.of()));
        refused(() ->
                map(
                        WRITER,
                        fields,
                        kept,
                        Map.of("your-dx", "custom.dx", "Your-DX: ", "custom.ward")));
        map(WRITER, fields, before, before);
        map(WRITER, fields, before, Map.of("your-dx", " custom.dx ", "your-ward", "custom.dx"));
        map(WRITER, fields, before, kept);
        map(ADMIN, fields, before, Map.of("your-dx", "custom.ward"));
    }

    @Test
    void aBookingFillsNoOpenFieldByAQuestionThatMayFillASensitiveOneByItself() {
        Map<String, String> mapped = Map.of("phone", "custom.ward");
        FieldExposure.checkMapping(WRITER, known(), Map.of(), mapped, true);

        put(ADMIN, FIELD, "contact.phone", Map.of("name", "Phone", "sensitive", true));

        refused(() -> FieldExposure.checkMapping(WRITER, known(), Map.of(), mapped, true));
        FieldExposure.checkMapping(WRITER, known(), mapped, mapped, true);
        FieldExposure.checkMapping(WRITER, known(), Map.of(), mapped, false);
        FieldExposure.checkMapping(
                WRITER, known(), Map.of(), Map.of("phone", "contact.phone"), true);
    }

    @Test
    void whatFillsASensitiveFieldStays() {
        refused(() -> put(WRITER, FIELD, "dx", filled("Dx", true, Map.of())));
        refused(() -> put(WRITER, FIELD, "dx", filled("Dx", true, Map.of("hub", "other"))));

        put(WRITER, FIELD, "dx", filled("Dx", true, Map.of("hub", " dx ", "force", "Dx__c")));
    }

    @Test
    void blanksInAPropertysNameDoNotMakeItAnotherOne() {
        for (String spelled : List.of(" dx", "dx\u2003", "DX")) {
            refused(() ->
                    put(WRITER, FIELD, "ward", filled("Ward", false, Map.of("hub", spelled))));
        }
    }

    @Test
    void whatSystemsFillByThemselvesTheyFillByManyNames() {
        Map<String, ?> byPhone = filled("Ward", false, Map.of("hub", "phone"));
        put(WRITER, FIELD, "ward", byPhone);
        put(ADMIN, FIELD, "contact.phone", Map.of("name", "Phone", "sensitive", true));

        put(WRITER, FIELD, "ward", byPhone);
        refused(() -> put(WRITER, FIELD, "other", filled("O", false, Map.of("hub", "phone"))));
        refused(() -> put(WRITER, FIELD, "ward", filled("W", false, Map.of("hub", "mobile"))));
        put(WRITER, FIELD, "hidden", filled("H", true, Map.of("hub", "phone")));
        put(WRITER, FIELD, "other", filled("O", false, Map.of()));
    }

    @Test
    void blanksHideNoCondition() {
        for (String field : List.of(" custom.dx", "custom.dx\u2003", "\tcustom.dx ")) {
            refused(() -> save(WRITER, policy(field, "flu")));
            refused(() -> put(WRITER, SEGMENT, "s", segment(field, "flu")));
        }
    }

    @Test
    void whatFollowsFromASensitiveFieldIsAskedForByThoseAloneWhoMaySeeIt() {
        put(ADMIN, SEGMENT, "ill", segment("custom.dx", "flu"));
        refused(() -> save(WRITER, policy("segment", "ill")));
        save(WRITER, policy("account.owner", "mia"));
        put(ADMIN, FIELD, "contact.email", Map.of("name", "E-mail", "sensitive", true));

        save(WRITER, policy("account.owner", "mia"));
        refused(() -> save(WRITER, policy("account.owner", "ben")));
        refused(() -> save(WRITER, policy("company.domain", "acme.test")));
        refused(() -> put(WRITER, SEGMENT, "big", segment("account.segment", "ill")));
    }

    @Test
    void aPoolMatchesSkillsWithNothingSensitiveThatItDidNotMatchBefore() {
        refused(() -> put(WRITER, POOL, "p", pool("custom.dx")));
        refused(() -> put(WRITER, POOL, "p", pool(" custom.dx\u2003")));
        put(WRITER, POOL, "p", pool("custom.ward"));
        refused(() -> put(WRITER, POOL, "p", pool("custom.dx")));

        put(ADMIN, POOL, "p", pool("custom.dx"));
        Map<String, Object> renamed = new HashMap<>(pool("custom.dx"));
        renamed.put("name", "Renamed");
        put(WRITER, POOL, "p", renamed);
        refused(() -> put(WRITER, POOL, "p", pool("custom.ward")));
        refused(() -> delete(WRITER, POOL, "p"));
        delete(ADMIN, POOL, "p");
    }

    @Test
    void aTerritoryClaimsByNothingSensitiveThatItDidNotClaimBefore() {
        Map<String, ?> berlin = territory("postalPrefixes", "DE:10");
        put(WRITER, TERRITORY, "berlin", berlin);
        put(ADMIN, FIELD, "company.postalCode", Map.of("name", "Code", "sensitive", true));

        put(WRITER, TERRITORY, "berlin", berlin);
        refused(() -> put(WRITER, TERRITORY, "berlin", territory("postalPrefixes", "DE:12")));
        refused(() -> put(WRITER, TERRITORY, "bonn", territory("postalPrefixes", "DE:53")));
        put(WRITER, TERRITORY, "fr", territory("countries", "FR"));
        Map<String, Object> moved = new HashMap<>(berlin);
        moved.put("parent", "fr");
        refused(() -> put(WRITER, TERRITORY, "berlin", moved));
        refused(() -> save(WRITER, policy("territory", "fr")));
        refused(() -> delete(WRITER, TERRITORY, "berlin"));
        put(ADMIN, TERRITORY, "berlin", moved);
    }

    private static Map<String, ?> filled(String name, boolean sensitive, Map<String, ?> mappings) {
        return Map.of("name", name, "sensitive", sensitive, "mappings", mappings);
    }

    private static Map<String, Object> pool(String field) {
        return Map.of(
                "name",
                "P",
                "strategy",
                "ROUND_ROBIN",
                "skillMatch",
                List.of(Map.of("skill", "ward", "equals", field)));
    }

    private static Map<String, ?> territory(String list, String claimed) {
        return Map.of("name", "T", list, List.of(claimed));
    }

    private KnownConfiguration known() {
        return Objects.requireNonNull(KnownConfiguration.load(documents, TENANT, Set.of()).block());
    }

    private static void map(
            Caller caller,
            KnownConfiguration known,
            Map<String, String> before,
            Map<String, String> after) {
        FieldExposure.checkMapping(caller, known, before, after, false);
    }

    private void delete(Caller caller, ConfigurationKind kind, String key) {
        assertThat(
                        delete.handle(
                                        new DeleteConfiguration.Command(
                                                caller, kind, key, Precondition.NONE))
                                .block())
                .isInstanceOf(DeleteConfiguration.Outcome.Deleted.class);
    }

    private static void refused(ThrowingCallable act) {
        assertThatThrownBy(act).isInstanceOf(AccessDeniedException.class);
    }

    private static Map<String, Object> condition(String field, String value) {
        return Map.of("any", List.of(Map.of("field", field, "op", "eq", "value", value)));
    }

    private static Map<String, Object> segment(String field, String value) {
        return Map.of("name", "S", "when", condition(field, value));
    }

    private static Map<String, Object> policy(String field, String value) {
        return Map.of(
                "tiers",
                List.of(
                        Map.of(
                                "name",
                                "Tier",
                                "rules",
                                List.of(
                                        Map.of(
                                                "id",
                                                "r",
                                                "when",
                                                condition(field, value),
                                                "assign",
                                                Map.of("queue", "fallback"))))),
                "fallback",
                Map.of("queue", "fallback"));
    }

    private void put(Caller caller, ConfigurationKind kind, String key, Map<String, ?> document) {
        assertThat(
                        put.handle(
                                        new PutConfiguration.Command(
                                                caller, kind, key, document, Precondition.NONE))
                                .block())
                .isInstanceOfAny(
                        PutConfiguration.Outcome.Created.class,
                        PutConfiguration.Outcome.Changed.class);
    }

    private void save(Caller caller, Map<String, ?> policy) {
        assertThat(
                        save.handle(
                                        new SaveDraft.Command(
                                                caller, PolicyKind.LEAD, policy, Precondition.NONE))
                                .block())
                .isInstanceOf(SaveDraft.Outcome.Saved.class);
        assertThat(policies.draft(TENANT, PolicyKind.LEAD).map(PolicyDraft::document).block())
                .isEqualTo(policy);
    }
}
