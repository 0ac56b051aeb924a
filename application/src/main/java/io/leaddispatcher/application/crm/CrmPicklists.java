package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.analysis.KnownPicklists;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.ConnectionDirectory;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields.CrmField;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.analysis.Picklist;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks CRMs for their picklists, for a moment, and remembers them for minutes in this node: they
 * seldom change, and a policy is looked at after each change of it.
 */
public final class CrmPicklists implements KnownPicklists {

    private static final Logger LOG = LoggerFactory.getLogger(CrmPicklists.class);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final ConnectionDirectory connections;
    private final Crms crms;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Scheduler time;
    private final Map<Name, Remembered> remembered = new ConcurrentHashMap<>();

    private record Name(TenantId tenant, ConnectionKey connection, Subject subject) {}

    private record Remembered(ConnectionAccess of, List<CrmField> fields, Instant until) {}

    /**
     * @param time for the end of patience
     */
    public CrmPicklists(
            ConnectionDirectory connections,
            Crms crms,
            UnitOfWork unitOfWork,
            InstantSource clock,
            Scheduler time) {
        this.connections = connections;
        this.crms = crms;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public Mono<Map<String, List<Picklist>>> of(TenantId tenant, FieldCatalogue fields) {
        return Mono.defer(() -> unitOfWork.run(tenant, connected(tenant)))
                .flatMapIterable(all -> all)
                .flatMap(connection ->
                        Mono.justOrEmpty(crms.of(connection))
                                .flatMapMany(crm ->
                                        Flux.fromArray(Subject.values())
                                                .flatMap(subject ->
                                                        listed(tenant, connection, crm, subject)
                                                                .map(found ->
                                                                        lists(
                                                                                found,
                                                                                sources(
                                                                                        connection,
                                                                                        crm,
                                                                                        subject,
                                                                                        fields),
                                                                                connection)))))
                .collectList()
                .map(CrmPicklists::together);
    }

    private Mono<List<ConnectionAccess>> connected(TenantId tenant) {
        return Flux.fromStream(Arrays.stream(ConnectionType.values()).filter(CrmLink::exists))
                .concatMap(type -> connections.ofType(tenant, type))
                .collectList();
    }

    /** Empty when the CRM does not say. */
    private Mono<List<CrmField>> listed(
            TenantId tenant, ConnectionAccess connection, Crm crm, Subject subject) {
        Name name = new Name(tenant, connection.key(), subject);
        Remembered known = remembered.get(name);
        if (known != null
                && clock.instant().isBefore(known.until())
                && connection.account().equals(known.of().account())
                && connection.hasTheSecretsOf(known.of())) {
            return Mono.just(known.fields());
        }
        return crm.fields()
                .describe(tenant, connection, subject)
                .filter(field -> !field.choices().isEmpty())
                .collectList()
                .doOnNext(fields ->
                        remembered.put(
                                name,
                                new Remembered(
                                        connection, fields, clock.instant().plus(REMEMBERED))))
                .timeout(PATIENCE, time)
                .onErrorResume(error -> {
                    LOG.info(
                            "connection {} of tenant {} did not name its picklists: {}",
                            connection.key(),
                            tenant,
                            error.toString());
                    return Mono.empty();
                });
    }

    /** Which of our fields is read from which of theirs. */
    private static Map<String, String> sources(
            ConnectionAccess connection, Crm crm, Subject subject, FieldCatalogue fields) {
        Map<String, String> sources = new HashMap<>(crm.fields().usual(subject));
        if (crm.fields().takesMappings()) {
            sources.putAll(fields.mappedFrom(connection.key().value()));
        }
        return sources;
    }

    private static Map<String, Picklist> lists(
            List<CrmField> found, Map<String, String> sources, ConnectionAccess connection) {
        Map<String, Picklist> lists = new HashMap<>();
        for (CrmField field : found) {
            String path = sources.get(field.name());
            if (path != null) {
                Set<String> values = new LinkedHashSet<>();
                field.choices().forEach(choice -> values.add(choice.value()));
                lists.put(path, new Picklist(system(connection), field.name(), values));
            }
        }
        return lists;
    }

    private static String system(ConnectionAccess connection) {
        return switch (connection.type()) {
            case "hubspot" -> "HubSpot";
            case "salesforce" -> "Salesforce";
            default -> "the connection " + connection.key();
        };
    }

    private static Map<String, List<Picklist>> together(List<Map<String, Picklist>> all) {
        Map<String, List<Picklist>> byPath = new HashMap<>();
        all.stream()
                .flatMap(each -> each.entrySet().stream())
                .forEach(each ->
                        byPath.computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                                .add(each.getValue()));
        return byPath;
    }
}
