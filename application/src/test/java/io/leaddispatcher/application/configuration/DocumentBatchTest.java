package io.leaddispatcher.application.configuration;

import static io.leaddispatcher.application.configuration.ConfigurationKind.FIELD;
import static io.leaddispatcher.application.configuration.ConfigurationKind.QUEUE;
import static io.leaddispatcher.application.configuration.ConfigurationKind.REP;
import static io.leaddispatcher.application.configuration.ConfigurationKind.SEGMENT;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TEAM;
import static io.leaddispatcher.application.configuration.ConfigurationKind.TERRITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.port.ActivePolicies;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.domain.territory.Territories;
import io.leaddispatcher.domain.territory.Territory;
import io.leaddispatcher.domain.territory.TerritoryKey;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Many documents that are put at once, and what is read for it. */
class DocumentBatchTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Map<String, ?> MIA = Map.of("name", "Mia", "email", "mia@x.test");
    private static final ActivePolicies NOBODY_ASKS =
            _ -> Flux.error(new AssertionError("a policy cannot be broken by this"));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();

    @Test
    void noPolicyIsReadForRepsAndTeams() {
        keep(REP, "mia", MIA);
        keep(TEAM, "emea", Map.of("name", "EMEA", "members", List.of("mia")));
        Map<String, ?> paused = Map.of("name", "Mia", "email", "mia@x.test", "active", false);

        assertThat(check(NOBODY_ASKS, REP, "mia", paused)).hasSize(1);
        assertThat(check(NOBODY_ASKS, TEAM, "emea", Map.of("name", "EMEA"))).hasSize(1);
    }

    @Test
    void whatRestsOnAFieldIsStillFound() {
        keep(FIELD, "mrr", Map.of("name", "MRR", "type", "NUMBER"));
        keep(
                SEGMENT,
                "large",
                Map.of(
                        "name",
                        "Large",
                        "when",
                        Map.of(
                                "field",
                                "custom.mrr",
                                "op",
                                "gte",
                                "value",
                                BigDecimal.valueOf(100))));

        assertThatThrownBy(() ->
                        check(
                                _ -> Flux.empty(),
                                FIELD,
                                "mrr",
                                Map.of("name", "MRR", "type", "BOOLEAN")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused ->
                                assertThat(refused.violations().getFirst().message())
                                        .contains("segment 'large'"));
        assertThatThrownBy(() ->
                        check(NOBODY_ASKS, QUEUE, "waiting", Map.of("name", "W", "type", "CUSTOM")))
                .hasMessageContaining("a policy cannot be broken");
    }

    @Test
    void aTerritoryIsReadOnceHoweverManyAreAskedAfter() {
        keep(TERRITORY, "north", Map.of("name", "North", "countries", List.of("SE")));
        keep(TERRITORY, "south", Map.of("name", "South", "countries", List.of("IT")));
        KnownConfiguration known = known();

        assertThat(known.references()).isSameAs(known.references());
        assertThat(known.catalogue()).isSameAs(known.catalogue());
        assertThat(territories(known, "north")).isSameAs(territories(known, "south"));
    }

    @Test
    void nothingIsCheckedOnTheThreadThatReadsTheDatabase() {
        assertThat(
                        KnownConfiguration.load(documents, TENANT, Set.of())
                                .map(_ -> Thread.currentThread().getName())
                                .block())
                .startsWith("boundedElastic");
    }

    private Territories territories(KnownConfiguration known, String key) {
        Map<String, ?> document =
                Objects.requireNonNull(documents.find(TENANT, TERRITORY, key).block()).document();
        return known.territories(
                Territory.read(new TerritoryKey(key), Part.root(document, new Violations()))
                        .orElseThrow(),
                document);
    }

    private KnownConfiguration known() {
        return Objects.requireNonNull(KnownConfiguration.load(documents, TENANT, Set.of()).block());
    }

    private void keep(ConfigurationKind kind, String key, Map<String, ?> document) {
        documents.save(TENANT, kind, new StoredDocument(key, document, 1)).block();
    }

    private List<DocumentBatch.Change> check(
            ActivePolicies policies, ConfigurationKind kind, String key, Map<String, ?> document) {
        DocumentBatch batch = new DocumentBatch(documents, policies, new InMemoryAuditTrail());
        return Objects.requireNonNull(
                batch.check(TENANT, Map.of(kind, new TreeMap<>(Map.of(key, document))), Map.of())
                        .block());
    }
}
