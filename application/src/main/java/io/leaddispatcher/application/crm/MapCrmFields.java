package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.configuration.PutConfiguration;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.configuration.port.ConfigurationDocuments;
import io.leaddispatcher.application.connection.port.Connections;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says which field of a CRM each of our fields is read from. Each field is saved by itself, so what
 * was saved before one of them fails stays: sending it all again is the same as once.
 */
@UseCase
public final class MapCrmFields {

    private static final String MAPPINGS = "mappings";

    private final Connections connections;
    private final ConfigurationDocuments documents;
    private final PutConfiguration putConfiguration;
    private final UnitOfWork unitOfWork;

    public MapCrmFields(
            Connections connections,
            ConfigurationDocuments documents,
            PutConfiguration putConfiguration,
            UnitOfWork unitOfWork) {
        this.connections = connections;
        this.documents = documents;
        this.putConfiguration = putConfiguration;
        this.unitOfWork = unitOfWork;
    }

    /**
     * @param properties the CRM's names by our paths, such as {@code custom.gpuCount}; blank where
     *     a field is read from nothing but what is usual. Fields that are not named stay.
     */
    public record Command(Caller caller, ConnectionKey key, Map<String, String> properties) {
        public Command {
            properties = Map.copyOf(properties);
        }
    }

    public sealed interface Outcome {
        /**
         * @param fields how many are read from somewhere else than before
         */
        record Mapped(int fields) implements Outcome {}

        record Unknown() implements Outcome {}

        /** Somebody else has changed this field just now. */
        record Stale(String path) implements Outcome {}
    }

    /**
     * What becomes of the document of a field.
     *
     * @param before null when nobody has said anything about the field yet
     */
    private record Next(
            String path,
            String key,
            @Nullable StoredDocument before,
            Map<String, Object> document) {

        Precondition precondition() {
            return before == null
                    ? new Precondition.Absent()
                    : new Precondition.OneOf(Set.of(before.version()));
        }
    }

    /** Fails as {@link PutConfiguration} does when a field cannot be so. */
    public Mono<Outcome> handle(Command command) {
        return Mono.defer(() -> {
            command.caller().require(Permission.CONNECT);
            command.caller().require(Permission.CONFIGURE);
            TenantId tenant = command.caller().tenant();
            return unitOfWork
                    .run(
                            tenant,
                            connections
                                    .find(tenant, command.key())
                                    .flatMap(_ ->
                                            documents
                                                    .all(tenant, ConfigurationKind.FIELD)
                                                    .collectMap(StoredDocument::key)))
                    .flatMap(known -> mapped(command, known))
                    .defaultIfEmpty(new Outcome.Unknown());
        });
    }

    private Mono<Outcome> mapped(Command command, Map<String, StoredDocument> known) {
        return Flux.fromIterable(command.properties().entrySet())
                .flatMap(each ->
                        Mono.justOrEmpty(
                                next(command.key(), each.getKey(), each.getValue(), known)))
                .concatMap(next -> put(command.caller(), next))
                .takeUntil(outcome -> outcome instanceof Outcome.Stale)
                .reduce(
                        new Outcome.Mapped(0),
                        (sum, outcome) ->
                                sum instanceof Outcome.Mapped(int fields)
                                                && outcome instanceof Outcome.Mapped(int one)
                                        ? new Outcome.Mapped(fields + one)
                                        : outcome);
    }

    /** Empty when nothing changes. */
    private static Optional<Next> next(
            ConnectionKey connection,
            String path,
            String property,
            Map<String, StoredDocument> known) {
        String key = FieldCatalogue.customKeyOf(path).orElse(path);
        StoredDocument before = known.get(key);
        Map<String, Object> mappings = new LinkedHashMap<>();
        if (before != null && before.document().get(MAPPINGS) instanceof Map<?, ?> all) {
            all.forEach((name, value) -> mappings.put(String.valueOf(name), value));
        }
        Object wanted = property.isBlank() ? null : property.strip();
        Object had = mappings.get(connection.value());
        if (wanted == null ? had == null : wanted.equals(had)) {
            return Optional.empty();
        }
        if (wanted == null) {
            mappings.remove(connection.value());
        } else {
            mappings.put(connection.value(), wanted);
        }
        Map<String, Object> document =
                new LinkedHashMap<>(before == null ? Map.of("name", path) : before.document());
        if (mappings.isEmpty()) {
            document.remove(MAPPINGS);
        } else {
            document.put(MAPPINGS, mappings);
        }
        return Optional.of(new Next(path, key, before, document));
    }

    private Mono<Outcome> put(Caller caller, Next next) {
        return putConfiguration
                .handle(
                        new PutConfiguration.Command(
                                caller,
                                ConfigurationKind.FIELD,
                                next.key(),
                                next.document(),
                                next.precondition()))
                .map(outcome ->
                        switch (outcome) {
                            case PutConfiguration.Outcome.Created _,
                                    PutConfiguration.Outcome.Changed _ ->
                                    new Outcome.Mapped(1);
                            case PutConfiguration.Outcome.Stale _,
                                    PutConfiguration.Outcome.Needed _ ->
                                    new Outcome.Stale(next.path());
                        });
    }
}
