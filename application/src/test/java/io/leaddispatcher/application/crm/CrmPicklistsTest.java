package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.analysis.Picklist;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

class CrmPicklistsTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final FieldCatalogue FIELDS =
            FieldCatalogue.of(
                    List.of(
                            new FieldDefinition(
                                    "tier",
                                    "Tier",
                                    FieldType.TEXT,
                                    false,
                                    false,
                                    Map.of("hs", "tier_of_lead"))));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryConnections connections = new InMemoryConnections();
    private Instant now = Instant.parse("2026-11-27T09:00:00Z");
    private int asked;
    private boolean silent;

    private final CrmFields described =
            new CrmFields() {
                @Override
                public Map<String, String> usual(Subject subject) {
                    return subject == Subject.ACCOUNT
                            ? Map.of("industry", "company.industry", "name", "company.name")
                            : Map.of();
                }

                @Override
                public Flux<CrmField> describe(
                        TenantId tenant, ConnectionAccess connection, Subject subject) {
                    asked++;
                    if (silent) {
                        return Flux.never();
                    }
                    return subject == Subject.ACCOUNT
                            ? Flux.just(list("industry", "FINTECH"), text("name"))
                            : Flux.just(list("tier_of_lead", "A", "B"), list("unread", "x"));
                }
            };

    private static CrmFields.CrmField list(String name, String... values) {
        return new CrmFields.CrmField(
                name,
                name,
                CrmFields.Type.CHOICE,
                true,
                List.of(values).stream()
                        .map(value -> new CrmFields.Choice(value, "The " + value))
                        .toList());
    }

    private static CrmFields.CrmField text(String name) {
        return new CrmFields.CrmField(name, name, CrmFields.Type.TEXT, true, List.of());
    }

    private final CrmPicklists picklists =
            new CrmPicklists(
                    new ConnectionDirectory(connections, new ReversingCipher()),
                    new Crms(List.of(crm(described))),
                    new ImmediateUnitOfWork(),
                    () -> now,
                    time);

    @SuppressWarnings("NullAway") // Nothing else is asked for.
    private static Crm crm(CrmFields fields) {
        return new Crm(ConnectionType.HUBSPOT, null, null, null, new UnaskedAccounts(), fields);
    }

    @BeforeEach
    void connect() {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(0, 2),
                                new ConnectionKey("hs"),
                                ConnectionType.HUBSPOT,
                                "HubSpot",
                                true,
                                Map.of(),
                                Map.of(),
                                "hook",
                                1),
                        Map.of())
                .block();
    }

    private Map<String, List<Picklist>> found() {
        return Objects.requireNonNull(picklists.of(TENANT, FIELDS).block());
    }

    @Test
    void theyAreThoseFromWhichFieldsAreRead() {
        assertThat(found())
                .isEqualTo(
                        Map.of(
                                "company.industry",
                                List.of(new Picklist("HubSpot", "industry", Set.of("FINTECH"))),
                                "custom.tier",
                                List.of(
                                        new Picklist(
                                                "HubSpot", "tier_of_lead", Set.of("A", "B")))));
    }

    @Test
    void theyAreRememberedForAWhile() {
        found();
        found();
        assertThat(asked).isEqualTo(2);

        now = now.plus(Duration.ofMinutes(10));
        found();
        assertThat(asked).isEqualTo(4);
    }

    @Test
    void aCrmThatDoesNotAnswerIsLeftOut() {
        silent = true;
        var waiting = picklists.of(TENANT, FIELDS).toFuture();
        assertThat(waiting).isNotDone();

        time.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(waiting).isCompletedWithValue(Map.of());
    }
}
