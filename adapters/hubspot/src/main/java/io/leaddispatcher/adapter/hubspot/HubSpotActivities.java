package io.leaddispatcher.adapter.hubspot;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.HtmlUtils;
import reactor.core.publisher.Mono;

/**
 * Tasks, notes and meetings of contacts. Each carries our id in one of its texts; whoever asks
 * again finds it among those of the contact. Not by search: HubSpot's index lags behind,
 * associations do not.
 */
final class HubSpotActivities implements CrmActivities {

    /**
     * A kind of activity.
     *
     * @param marked the property that carries our id
     * @param toContact HubSpot's own type of the association to a contact
     */
    private record Kind(String objects, String marked, int toContact) {}

    private static final Kind TASKS = new Kind("tasks", "hs_task_body", 204);
    private static final Kind NOTES = new Kind("notes", "hs_note_body", 202);
    private static final Kind MEETINGS = new Kind("meetings", "hs_internal_meeting_notes", 200);

    private static final String STATUS = "hs_task_status";
    private static final String SUBJECT = "hs_task_subject";
    private static final String COMPLETED = "COMPLETED";

    private static final int MOST_LOOKED_THROUGH = 100;

    /** By ids, which are numbers that grow. */
    private static final Comparator<String> YOUNGEST_FIRST =
            Comparator.comparingInt(String::length)
                    .thenComparing(Comparator.<String>naturalOrder())
                    .reversed();

    private final HubSpotCalls calls;

    HubSpotActivities(HubSpotCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task) {
        Map<String, String> properties =
                Map.of(
                        "hs_task_type",
                        type(task.type()),
                        SUBJECT,
                        task.subject(),
                        "hs_task_body",
                        mark(task.id()),
                        STATUS,
                        "NOT_STARTED",
                        "hs_timestamp",
                        time(task.dueAt()),
                        HubSpotRecords.OWNER,
                        task.owner());
        return made(tenant, connection, TASKS, task.record(), task.id())
                .switchIfEmpty(
                        Mono.defer(
                                () -> make(tenant, connection, TASKS, task.record(), properties)));
    }

    /** HubSpot's own word for what is put off leaves a task among those that are to be done. */
    @Override
    public Mono<String> endTask(TenantId tenant, ConnectionAccess connection, EndedTask task) {
        return Mono.justOrEmpty(task.there())
                .switchIfEmpty(
                        Mono.defer(() -> made(tenant, connection, TASKS, task.record(), task.id())))
                .flatMap(id ->
                        calls.find(
                                        tenant,
                                        connection,
                                        Map.of("properties", STATUS + "," + SUBJECT),
                                        "crm",
                                        "v3",
                                        "objects",
                                        "tasks",
                                        id)
                                .map(found -> found.path("properties"))
                                .filter(there -> !text(there, STATUS).orElse("").equals(COMPLETED))
                                .flatMap(there ->
                                        calls.send(
                                                        tenant,
                                                        connection,
                                                        HttpMethod.PATCH,
                                                        Map.of(
                                                                "properties",
                                                                Map.of(
                                                                        STATUS,
                                                                        COMPLETED,
                                                                        SUBJECT,
                                                                        task.subject(
                                                                                text(there, SUBJECT)
                                                                                        .orElse(
                                                                                                "")))),
                                                        "crm",
                                                        "v3",
                                                        "objects",
                                                        "tasks",
                                                        id)
                                                .thenReturn(id)))
                .onErrorResume(CrmRefusedException.class, HubSpotCalls::emptyWhenGone);
    }

    @Override
    public Mono<String> createNote(TenantId tenant, ConnectionAccess connection, NewNote note) {
        Map<String, String> properties = owned(note.owner());
        properties.put(
                "hs_note_body",
                HtmlUtils.htmlEscape(note.text() + "\n" + mark(note.id()), "UTF-8")
                        .replace("\n", "<br>"));
        properties.put("hs_timestamp", time(note.at()));
        return made(tenant, connection, NOTES, note.record(), note.id())
                .switchIfEmpty(
                        Mono.defer(
                                () -> make(tenant, connection, NOTES, note.record(), properties)));
    }

    @Override
    public Mono<String> writeMeeting(
            TenantId tenant, ConnectionAccess connection, Meeting meeting) {
        Map<String, String> properties = owned(meeting.owner());
        properties.put("hs_meeting_title", meeting.title());
        properties.put("hs_timestamp", time(meeting.startsAt()));
        properties.put("hs_meeting_start_time", time(meeting.startsAt()));
        properties.put("hs_meeting_end_time", time(meeting.endsAt()));
        properties.put("hs_meeting_outcome", outcome(meeting.state()));
        properties.put("hs_internal_meeting_notes", mark(meeting.id()));
        return made(tenant, connection, MEETINGS, meeting.record(), meeting.id())
                .flatMap(id ->
                        calls.send(
                                        tenant,
                                        connection,
                                        HttpMethod.PATCH,
                                        Map.of("properties", properties),
                                        "crm",
                                        "v3",
                                        "objects",
                                        "meetings",
                                        id)
                                .thenReturn(id))
                .switchIfEmpty(
                        Mono.defer(() ->
                                make(tenant, connection, MEETINGS, meeting.record(), properties)));
    }

    @Override
    public Mono<String> writeResult(
            TenantId tenant, ConnectionAccess connection, String meeting, MeetingState state) {
        return calls.send(
                        tenant,
                        connection,
                        HttpMethod.PATCH,
                        Map.of("properties", Map.of("hs_meeting_outcome", outcome(state))),
                        "crm",
                        "v3",
                        "objects",
                        "meetings",
                        meeting)
                .thenReturn(meeting);
    }

    private static Map<String, String> owned(@Nullable String owner) {
        Map<String, String> properties = new HashMap<>();
        if (owner != null) {
            properties.put(HubSpotRecords.OWNER, owner);
        }
        return properties;
    }

    private Mono<String> made(
            TenantId tenant, ConnectionAccess connection, Kind kind, String contact, UUID id) {
        return calls.get(
                        tenant,
                        connection,
                        Map.of("associations", kind.objects()),
                        "crm",
                        "v3",
                        "objects",
                        "contacts",
                        contact)
                .flatMap(found ->
                        Associations.ids(
                                contact,
                                found,
                                kind.objects(),
                                (query, segments) ->
                                        calls.get(tenant, connection, query, segments)))
                .map(ids -> ids.stream().sorted(YOUNGEST_FIRST).limit(MOST_LOOKED_THROUGH).toList())
                .filter(ids -> !ids.isEmpty())
                .flatMap(ids ->
                        calls.send(
                                tenant,
                                connection,
                                HttpMethod.POST,
                                Map.of(
                                        "properties",
                                        List.of(kind.marked()),
                                        "inputs",
                                        ids.stream().map(each -> Map.of("id", each)).toList()),
                                "crm",
                                "v3",
                                "objects",
                                kind.objects(),
                                "batch",
                                "read"))
                .flatMap(found ->
                        Mono.justOrEmpty(
                                found.path("results")
                                        .valueStream()
                                        .filter(each ->
                                                text(each.path("properties"), kind.marked())
                                                        .filter(marked ->
                                                                marked.contains(id.toString()))
                                                        .isPresent())
                                        .flatMap(each -> text(each, "id").stream())
                                        .findFirst()));
    }

    private Mono<String> make(
            TenantId tenant,
            ConnectionAccess connection,
            Kind kind,
            String contact,
            Map<String, String> properties) {
        return calls.send(
                        tenant,
                        connection,
                        HttpMethod.POST,
                        Map.of(
                                "properties",
                                properties,
                                "associations",
                                List.of(
                                        Map.of(
                                                "to",
                                                Map.of("id", contact),
                                                "types",
                                                List.of(
                                                        Map.of(
                                                                "associationCategory",
                                                                "HUBSPOT_DEFINED",
                                                                "associationTypeId",
                                                                kind.toContact()))))),
                        "crm",
                        "v3",
                        "objects",
                        kind.objects())
                .map(answer -> text(answer, "id").orElse("-"));
    }

    private static String mark(UUID id) {
        return "Lead Dispatcher " + id;
    }

    private static String type(NextAction.Task type) {
        return switch (type) {
            case CALL -> "CALL";
            case EMAIL -> "EMAIL";
            case SMS, TICKET -> "TODO";
        };
    }

    private static String outcome(MeetingState state) {
        return switch (state) {
            case SCHEDULED -> "SCHEDULED";
            case HELD -> "COMPLETED";
            case NO_SHOW -> "NO_SHOW";
            case CANCELLED -> "CANCELED";
        };
    }

    // HubSpot knows milliseconds.
    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
