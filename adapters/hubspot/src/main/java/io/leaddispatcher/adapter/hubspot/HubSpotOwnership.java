package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.adapter.hubspot.HubSpotJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmOwnership;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.domain.dispatch.Cause;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Owners of contacts and tasks for them, in HubSpot. */
final class HubSpotOwnership implements CrmOwnership {

    private static final Duration OWNERS_ARE_KNOWN_FOR = Duration.ofMinutes(10);
    private static final int MOST_OWNERS_KNOWN = 10_000;

    /** HubSpot's own association of a task to a contact. */
    private static final int TASK_TO_CONTACT = 204;

    private record Known(String owner, Instant until) {}

    private final HubSpotApi api;
    private final InstantSource clock;
    private final Map<String, Known> owners = new ConcurrentHashMap<>();

    HubSpotOwnership(HubSpotApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.HUBSPOT;
    }

    @Override
    public Mono<Void> writeOwner(
            TenantId tenant, ConnectionAccess connection, String record, String owner) {
        return api.send(
                        account(tenant, connection),
                        connection,
                        HttpMethod.PATCH,
                        Map.of("properties", Map.of("hubspot_owner_id", owner)),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        record)
                .onErrorMap(TranslationFailedException.class, HubSpotOwnership::refused)
                .then();
    }

    /** The task carries our id; whoever asks again finds it among the contact's tasks. */
    @Override
    public Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task) {
        return made(tenant, connection, task)
                .switchIfEmpty(
                        Mono.defer(() ->
                                api.send(
                                                account(tenant, connection),
                                                connection,
                                                HttpMethod.POST,
                                                body(task),
                                                "crm",
                                                "v3",
                                                "objects",
                                                "tasks")
                                        .map(answer -> text(answer, "id").orElse("-"))))
                .onErrorMap(TranslationFailedException.class, HubSpotOwnership::refused);
    }

    /** Not by search: HubSpot's index lags behind, associations do not. */
    private Mono<String> made(TenantId tenant, ConnectionAccess connection, NewTask task) {
        return api.lookUp(
                        account(tenant, connection),
                        connection,
                        Map.of("associations", "tasks"),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        task.record())
                .map(contact ->
                        contact.path("associations")
                                .path("tasks")
                                .path("results")
                                .valueStream()
                                .flatMap(each -> text(each, "id").stream())
                                .distinct()
                                .limit(100)
                                .toList())
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids ->
                        api.send(
                                account(tenant, connection),
                                connection,
                                HttpMethod.POST,
                                Map.of(
                                        "properties",
                                        List.of("hs_task_body"),
                                        "inputs",
                                        ids.stream().map(id -> Map.of("id", id)).toList()),
                                "crm",
                                "v3",
                                "objects",
                                "tasks",
                                "batch",
                                "read"))
                .flatMap(found ->
                        Mono.justOrEmpty(
                                found.path("results")
                                        .valueStream()
                                        .filter(each ->
                                                text(each.path("properties"), "hs_task_body")
                                                        .filter(body ->
                                                                body.contains(task.id().toString()))
                                                        .isPresent())
                                        .flatMap(each -> text(each, "id").stream())
                                        .findFirst()));
    }

    @Override
    public Mono<String> ownerByEmail(TenantId tenant, ConnectionAccess connection, String email) {
        String name = account(tenant, connection) + "/" + email;
        return Mono.defer(
                        () -> {
                            Known known = owners.get(name);
                            return known != null && known.until().isAfter(clock.instant())
                                    ? Mono.just(known.owner())
                                    : api.lookUp(
                                                    account(tenant, connection),
                                                    connection,
                                                    Map.of("email", email, "limit", "1"),
                                                    "crm",
                                                    "v3",
                                                    "owners")
                                            .flatMap(answer ->
                                                    Mono.justOrEmpty(
                                                            answer.path("results")
                                                                    .valueStream()
                                                                    .filter(each ->
                                                                            text(each, "email")
                                                                                    .filter(
                                                                                            email
                                                                                                    ::equalsIgnoreCase)
                                                                                    .isPresent())
                                                                    .flatMap(each ->
                                                                            text(each, "id")
                                                                                    .stream())
                                                                    .findFirst()))
                                            .doOnNext(owner -> keep(name, owner));
                        })
                .onErrorMap(TranslationFailedException.class, HubSpotOwnership::refused);
    }

    private void keep(String name, String owner) {
        if (owners.size() >= MOST_OWNERS_KNOWN) {
            owners.clear();
        }
        owners.put(name, new Known(owner, clock.instant().plus(OWNERS_ARE_KNOWN_FOR)));
    }

    private static Map<String, Object> body(NewTask task) {
        return Map.of(
                "properties",
                Map.of(
                        "hs_task_type",
                        type(task.type()),
                        "hs_task_subject",
                        task.subject(),
                        "hs_task_body",
                        "Lead Dispatcher " + task.id(),
                        "hs_task_status",
                        "NOT_STARTED",
                        "hs_timestamp",
                        task.dueAt().toString(),
                        "hubspot_owner_id",
                        task.owner()),
                "associations",
                List.of(
                        Map.of(
                                "to",
                                Map.of("id", task.record()),
                                "types",
                                List.of(
                                        Map.of(
                                                "associationCategory",
                                                "HUBSPOT_DEFINED",
                                                "associationTypeId",
                                                TASK_TO_CONTACT)))));
    }

    private static String type(NextAction.Task type) {
        return switch (type) {
            case CALL -> "CALL";
            case EMAIL -> "EMAIL";
            case SMS, TICKET -> "TODO";
        };
    }

    private static CrmRefusedException refused(TranslationFailedException failure) {
        var cause = new Cause(failure.code(), String.valueOf(failure.getMessage()));
        Attempt attempt;
        if (failure.code().equals(HubSpotApi.BUSY)) {
            attempt = new Attempt.NotYet(failure.retryAfter().orElse(Duration.ofSeconds(1)));
        } else if (failure.isTransient()) {
            attempt = new Attempt.Retry(failure.retryAfter().orElse(null), cause);
        } else if (failure.code().equals(HubSpotFailures.NOT_FOUND)) {
            // The connection works.
            attempt = new Attempt.WrongTarget(cause);
        } else {
            attempt = new Attempt.Dead(cause);
        }
        return new CrmRefusedException(attempt, failure);
    }

    private static String account(TenantId tenant, ConnectionAccess connection) {
        return tenant + "/" + connection.key();
    }
}
