package io.leaddispatcher.application.leadfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import io.leaddispatcher.application.policy.InMemoryPolicies;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class SavedFiltersTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final Caller ZOE = member(1);
    private static final Caller BEN = member(2);
    private static final Map<String, String> QUEUED = Map.of("status", "QUEUED");

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final Kept kept = new Kept();
    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private long ids;

    private static Caller member(long number) {
        return new Caller(TENANT, new Actor.Member(new UUID(5, number), Role.VIEWER, null));
    }

    private SavedFilters.Saved save(Caller caller, String name, Map<String, String> query) {
        return Objects.requireNonNull(
                new SaveFilter(
                                new ImmediateUnitOfWork(),
                                new RoutingConfigurations(
                                        documents,
                                        new InMemoryPolicies(),
                                        QuietWorkspace.of(TENANT),
                                        new InMemoryWebhooks()),
                                kept,
                                () -> new UUID(6, ++ids),
                                () -> now)
                        .handle(new SaveFilter.Command(caller, name, query))
                        .block());
    }

    private boolean drop(Caller caller, UUID filter) {
        return Boolean.TRUE.equals(
                new DropFilter(new ImmediateUnitOfWork(), kept, () -> now)
                        .handle(new DropFilter.Command(caller, filter))
                        .block());
    }

    private boolean restore(Caller caller, UUID filter) {
        return Boolean.TRUE.equals(
                new RestoreFilter(new ImmediateUnitOfWork(), kept)
                        .handle(new RestoreFilter.Command(caller, filter))
                        .block());
    }

    /** Those that are there. */
    private List<String> names(Caller caller) {
        return Objects.requireNonNull(
                        new ListSavedFilters(new ImmediateUnitOfWork(), kept)
                                .handle(caller)
                                .block())
                .stream()
                .filter(each -> each.droppedAt() == null)
                .map(SavedFilters.Saved::name)
                .toList();
    }

    @Test
    void whatOneKeepsNobodyElseSeesOrTouches() {
        UUID filter = save(ZOE, "  Waiting ", QUEUED).id();

        assertThat(names(ZOE)).containsExactly("Waiting");
        assertThat(names(BEN)).isEmpty();
        assertThat(drop(BEN, filter)).isFalse();
        assertThat(names(ZOE)).containsExactly("Waiting");
    }

    @Test
    void theSameNameTakesTheOldOnesPlaceHoweverItIsSpelled() {
        save(ZOE, "Waiting", QUEUED);
        save(ZOE, "WAITING", Map.of("status", "NEW"));

        assertThat(names(ZOE)).containsExactly("WAITING");
    }

    @Test
    void whatWasRemovedComesBackUnlessItsNameIsTaken() {
        UUID filter = save(ZOE, "Waiting", QUEUED).id();

        assertThat(drop(ZOE, filter)).isTrue();
        assertThat(drop(ZOE, filter)).isFalse();
        assertThat(names(ZOE)).isEmpty();
        assertThat(restore(ZOE, filter)).isTrue();
        assertThat(names(ZOE)).containsExactly("Waiting");

        drop(ZOE, filter);
        save(ZOE, "waiting", QUEUED);
        assertThat(restore(ZOE, filter)).isFalse();
    }

    @Test
    void afterADayItIsForgotten() {
        UUID old = save(ZOE, "Old", QUEUED).id();
        UUID other = save(ZOE, "Other", QUEUED).id();
        drop(ZOE, old);
        now = now.plusSeconds(86_401);

        drop(ZOE, other);

        assertThat(restore(ZOE, old)).isFalse();
        assertThat(restore(ZOE, other)).isTrue();
    }

    @Test
    void aNameIsShortAndThereIsSomethingToKeep() {
        assertThatThrownBy(() -> save(ZOE, " ", QUEUED)).hasMessageContaining("name is required");
        assertThatThrownBy(() -> save(ZOE, "x".repeat(61), QUEUED))
                .hasMessageContaining("60 characters");
        assertThatThrownBy(() -> save(ZOE, "two\nlines", QUEUED))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> save(ZOE, "All", Map.of()))
                .hasMessageContaining("no filter to be kept");
        assertThatThrownBy(() -> save(ZOE, "All", Map.of("cursor", "x")))
                .hasMessageContaining("no filter to be kept");
        assertThatThrownBy(() -> save(ZOE, "All", Map.of("q", "x".repeat(201))))
                .hasMessageContaining("no filter to be kept");
        assertThat(names(ZOE)).isEmpty();
    }

    @Test
    void nobodyKeepsMoreThanThirtyButMayChangeWhatTheyHave() {
        for (int i = 0; i < SaveFilter.MOST; i++) {
            save(ZOE, "f" + i, QUEUED);
        }

        assertThatThrownBy(() -> save(ZOE, "one more", QUEUED)).hasMessageContaining("30 already");
        save(ZOE, "F0", QUEUED);
        save(BEN, "mine", QUEUED);
        assertThat(names(ZOE)).hasSize(SaveFilter.MOST).contains("F0");
    }

    @Test
    void wordsOfASearchAreNotKeptWhereFieldsAreSensitive() {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.FIELD,
                        new StoredDocument(
                                "contact.lastName",
                                Map.of(
                                        "name", "contact.lastName",
                                        "type", "TEXT",
                                        "sensitive", true),
                                1))
                .then(documents.advance(TENANT))
                .block();

        assertThatThrownBy(() -> save(ZOE, "Ill", Map.of("q", "influenza")))
                .hasMessageContaining("sensitive");
        save(ZOE, "Waiting", QUEUED);
        assertThat(names(ZOE)).containsExactly("Waiting");
    }

    @Test
    void programsKeepNone() {
        Caller program =
                new Caller(
                        TENANT, new Actor.Token(new UUID(5, 3), Set.of(Scope.ADMIN), Role.OWNER));

        assertThatThrownBy(() -> save(program, "x", QUEUED))
                .isInstanceOf(AccessDeniedException.class);
    }

    /** In memory. */
    private static final class Kept implements SavedFilters {

        private record Row(TenantId tenant, UUID member, Saved filter) {

            Row dropped(@Nullable Instant at) {
                return new Row(
                        tenant, member, new Saved(filter.id(), filter.name(), filter.query(), at));
            }

            boolean isOf(TenantId other, UUID person) {
                return tenant.equals(other) && member.equals(person);
            }

            boolean isDroppedBefore(Instant at) {
                Instant dropped = filter.droppedAt();
                return dropped != null && dropped.isBefore(at);
            }

            boolean isThere() {
                return filter.droppedAt() == null;
            }
        }

        private final Map<UUID, Row> rows = new LinkedHashMap<>();

        @Override
        public Flux<Saved> of(TenantId tenant, UUID member) {
            return Flux.fromIterable(
                    rows.values().stream()
                            .filter(row -> row.isOf(tenant, member))
                            .map(Row::filter)
                            .toList());
        }

        @Override
        public Mono<Void> save(TenantId tenant, UUID member, Saved filter, Instant at) {
            rows.values()
                    .removeIf(row ->
                            row.isOf(tenant, member)
                                    && row.isThere()
                                    && row.filter().name().equalsIgnoreCase(filter.name()));
            rows.put(filter.id(), new Row(tenant, member, filter));
            return Mono.empty();
        }

        @Override
        public Mono<Boolean> drop(
                TenantId tenant, UUID member, UUID filter, Instant at, Instant forget) {
            rows.values().removeIf(row -> row.isOf(tenant, member) && row.isDroppedBefore(forget));
            Row row = rows.get(filter);
            if (row == null || !row.isOf(tenant, member) || !row.isThere()) {
                return Mono.just(false);
            }
            rows.put(filter, row.dropped(at));
            return Mono.just(true);
        }

        @Override
        public Mono<Boolean> restore(TenantId tenant, UUID member, UUID filter) {
            Row row = rows.get(filter);
            if (row == null || !row.isOf(tenant, member) || row.isThere() || isTaken(row)) {
                return Mono.just(false);
            }
            rows.put(filter, row.dropped(null));
            return Mono.just(true);
        }

        private boolean isTaken(Row row) {
            return rows.values().stream()
                    .filter(other -> other.isOf(row.tenant(), row.member()) && other.isThere())
                    .anyMatch(other -> other.filter().name().equalsIgnoreCase(row.filter().name()));
        }
    }
}
