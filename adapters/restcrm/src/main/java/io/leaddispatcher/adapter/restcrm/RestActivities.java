package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.adapter.restcrm.RestCrmApi.Account;
import io.leaddispatcher.adapter.restcrm.RestCrmApi.Call;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.http.PeerJson;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** Each is put under our id, so that the same again is the same one. */
final class RestActivities implements CrmActivities {

    private final RestCrmApi api;

    RestActivities(RestCrmApi api) {
        this.api = api;
    }

    @Override
    public Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task) {
        return put(
                new Account(tenant, connection),
                task.record(),
                "tasks",
                task.id(),
                Map.of(
                        "owner",
                        task.owner(),
                        "type",
                        task.type().name(),
                        "subject",
                        task.subject(),
                        "dueAt",
                        task.dueAt().toString()));
    }

    /** Who wrote their side before there was this call, or needs it not, does not serve it. */
    @Override
    public Mono<String> endTask(TenantId tenant, ConnectionAccess connection, EndedTask task) {
        return api.ask(
                        new Account(tenant, connection),
                        Call.send(
                                HttpMethod.PATCH,
                                Map.of("state", task.done() ? "DONE" : "CANCELLED"),
                                RestRecords.RECORDS,
                                task.record(),
                                "tasks",
                                task.id().toString()))
                .map(answer -> PeerJson.text(answer, "id").orElse(task.id().toString()))
                .onErrorResume(
                        CrmRefusedException.class,
                        refused ->
                                RestCrmFailures.isNotServed(refused)
                                        ? Mono.empty()
                                        : Mono.error(refused));
    }

    @Override
    public Mono<String> createNote(TenantId tenant, ConnectionAccess connection, NewNote note) {
        Map<String, Object> body = new HashMap<>();
        if (note.owner() != null) {
            body.put("owner", note.owner());
        }
        body.put("text", note.text());
        body.put("at", note.at().toString());
        return put(new Account(tenant, connection), note.record(), "notes", note.id(), body);
    }

    @Override
    public Mono<String> writeMeeting(
            TenantId tenant, ConnectionAccess connection, Meeting meeting) {
        Map<String, Object> body = new HashMap<>();
        if (meeting.owner() != null) {
            body.put("owner", meeting.owner());
        }
        body.put("title", meeting.title());
        body.put("startsAt", meeting.startsAt().toString());
        body.put("endsAt", meeting.endsAt().toString());
        body.put("state", meeting.state().name());
        return put(
                new Account(tenant, connection), meeting.record(), "meetings", meeting.id(), body);
    }

    private Mono<String> put(
            Account account, String record, String kind, UUID id, Map<String, ?> body) {
        return api.ask(
                        account,
                        Call.send(
                                HttpMethod.PUT,
                                body,
                                RestRecords.RECORDS,
                                record,
                                kind,
                                id.toString()))
                .map(answer -> PeerJson.text(answer, "id").orElse(id.toString()));
    }
}
