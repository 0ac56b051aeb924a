package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.audit.InMemoryAuditTrail;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.StoredConnection;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.secret.ReversingCipher;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.application.workspace.OneWorkspace;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What becomes of a mirror whose pages cannot be read for a reason that no CRM has given. */
class MirrorCompaniesTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionKey HS = new ConnectionKey("hs");
    private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");
    private static final String STANDS_STILL =
            "companies could not be taken in: UnsupportedOperationException";

    private final InMemoryConnections connections = new InMemoryConnections();
    private final OneMirror mirror = new OneMirror(TENANT, HS, NOW);
    private final Crms crms = new Crms(List.of(crm()));
    private Supplier<Mono<CrmAccounts.Page>> page = MirrorCompaniesTest::unreadable;
    private Runnable meanwhile = () -> {};

    private static Mono<CrmAccounts.Page> unreadable() {
        return Mono.error(new UnsupportedOperationException("mia@x.test"));
    }

    private static CrmAccounts.Page nothingMore() {
        return new CrmAccounts.Page(List.of(), null);
    }

    @BeforeEach
    void connect() {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(0, 2),
                                HS,
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

    private Crm crm() {
        return new Crm(
                ConnectionType.HUBSPOT,
                Unasked.RECORDS,
                Unasked.ACTIVITIES,
                Unasked.OWNERS,
                new UnaskedAccounts() {
                    @Override
                    public Mono<Page> page(
                            TenantId tenant, ConnectionAccess connection, @Nullable String cursor) {
                        return Mono.defer(() -> {
                            meanwhile.run();
                            return page.get();
                        });
                    }

                    @Override
                    public Mono<Page> changed(
                            TenantId tenant,
                            ConnectionAccess connection,
                            Instant since,
                            @Nullable String cursor) {
                        return Mono.just(nothingMore());
                    }
                },
                (_, _, _) -> Flux.empty());
    }

    /** A turn of whatever is due. */
    private int turn() {
        var unitOfWork = new ImmediateUnitOfWork();
        return new MirrorCompanies(
                        mirror,
                        crms,
                        new ConnectionDirectory(connections, new ReversingCipher()),
                        connections,
                        new RoutingConfigurations(
                                new InMemoryConfigurationDocuments(),
                                _ -> Flux.empty(),
                                new OneWorkspace(),
                                new InMemoryWebhooks()),
                        new MirrorPages(mirror, connections, unitOfWork, () -> mirror.now),
                        unitOfWork,
                        () -> mirror.now)
                .handle()
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void aPageThatFailsForAnUnknownReasonIsShownWithTheKindOfItsErrorAndNamesNobody() {
        turn();

        assertThat(mirror.state().error()).isEqualTo(STANDS_STILL);
        assertThat(mirror.isHeld()).isFalse();
        assertThat(connections.said()).containsExactly("hs failed COMPANIES_UNREAD");
    }

    @Test
    void itIsTriedAgainLaterAndLaterUpToTenMinutes() {
        List<Duration> pauses = new ArrayList<>();
        for (int time = 0; time < 11; time++) {
            turn();
            pauses.add(mirror.pause());
            mirror.now = mirror.now.plus(mirror.pause());
        }

        assertThat(pauses)
                .startsWith(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8))
                .endsWith(Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    @Test
    void whatFailsBeforeAPageIsAskedForIsShownLikewise() {
        connections
                .save(
                        TENANT,
                        new StoredConnection(
                                new UUID(0, 2),
                                HS,
                                ConnectionType.HUBSPOT,
                                "HubSpot",
                                true,
                                Map.of(),
                                Map.of("accessToken", NOW),
                                "hook",
                                1),
                        Map.of("accessToken", new byte[0]))
                .block();

        turn();

        assertThat(mirror.state().error()).startsWith("companies could not be taken in: ");
        assertThat(mirror.pause()).isEqualTo(Duration.ofSeconds(2));
        assertThat(connections.said()).containsExactly("hs failed COMPANIES_UNREAD");
    }

    @Test
    void oneThatIsReadAgainHasNoErrorAndFailsAnewWithTheFirstPause() {
        turn();
        mirror.now = mirror.now.plus(mirror.pause());
        turn();
        mirror.now = mirror.now.plus(mirror.pause());
        page = () -> Mono.just(nothingMore());

        turn();

        assertThat(mirror.state().error()).isNull();
        assertThat(mirror.state().failures()).isZero();
    }

    @Test
    void whoeverPressesGoOnNowWaitsForNoPause() {
        for (int time = 0; time < 8; time++) {
            turn();
            mirror.now = mirror.now.plus(mirror.pause());
        }
        turn();
        assertThat(turn()).as("it waits").isZero();

        new StartBackfill(
                        connections,
                        mirror,
                        crms,
                        new InMemoryAuditTrail(),
                        new ImmediateUnitOfWork(),
                        () -> mirror.now)
                .handle(new StartBackfill.Command(Caller.system(TENANT), HS))
                .block();

        assertThat(turn()).isEqualTo(1);
    }

    @Test
    void aMirrorThatAnotherNodeHoldsByNowIsLeftToItAndIsNoFailure() {
        page = () -> Mono.just(nothingMore());
        meanwhile = mirror::takenByAnother;

        turn();

        assertThat(mirror.state().error()).isNull();
        assertThat(mirror.isHeld()).as("by the other").isTrue();
        assertThat(connections.said()).isEmpty();
    }
}
