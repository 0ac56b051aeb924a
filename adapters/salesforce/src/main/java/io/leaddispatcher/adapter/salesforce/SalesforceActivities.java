package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Tasks and events of leads and contacts; what is a note is a task that is done. Each carries our
 * id in its description, and before one is made those of the record are looked through: queries
 * read what was just written, and descriptions can be shown but not searched.
 */
final class SalesforceActivities implements CrmActivities {

    private static final String TASK = "Task";
    private static final String EVENT = "Event";
    private static final String OBJECTS = SalesforceRecords.OBJECTS;
    private static final int MOST_LOOKED_THROUGH = 200;
    private static final int LONGEST_SUBJECT = 255;
    private static final int LONGEST_DESCRIPTION = 32_000;

    private final SalesforceCalls calls;
    private final TaskStatuses statuses;

    SalesforceActivities(SalesforceCalls calls, TaskStatuses statuses) {
        this.calls = calls;
        this.statuses = statuses;
    }

    @Override
    public Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task) {
        return Mono.defer(() -> {
            SalesforceId person = SalesforceRecords.person(task.record());
            return once(
                    new Account(tenant, connection),
                    TASK,
                    person,
                    task.id(),
                    Map.of(
                            "WhoId",
                            person.value(),
                            SalesforceRecords.OWNER,
                            SalesforceRecords.user(task.owner()),
                            "Subject",
                            shortened(task.subject(), LONGEST_SUBJECT),
                            "ActivityDate",
                            date(task.dueAt(), connection).toString(),
                            "Description",
                            mark(task.id())));
        });
    }

    /** What is put off is open in Salesforce, so that what nobody has to do is completed, too. */
    @Override
    public Mono<String> endTask(TenantId tenant, ConnectionAccess connection, EndedTask task) {
        Account account = new Account(tenant, connection);
        return Mono.justOrEmpty(task.there())
                .switchIfEmpty(
                        Mono.defer(() ->
                                made(
                                        account,
                                        TASK,
                                        SalesforceRecords.person(task.record()),
                                        task.id())))
                .flatMap(id ->
                        calls.find(account, OBJECTS, TASK, id)
                                .filter(there -> !there.path("IsClosed").asBoolean(false))
                                .flatMap(there -> close(account, id, there, task)));
    }

    private Mono<String> close(Account account, String id, JsonNode there, EndedTask task) {
        return statuses.closed(account)
                .flatMap(status ->
                        calls.send(
                                        account,
                                        HttpMethod.PATCH,
                                        Map.of(
                                                "Status",
                                                status,
                                                "Subject",
                                                shortened(
                                                        task.subject(
                                                                text(there, "Subject").orElse("")),
                                                        LONGEST_SUBJECT)),
                                        OBJECTS,
                                        TASK,
                                        id)
                                .thenReturn(id));
    }

    @Override
    public Mono<String> createNote(TenantId tenant, ConnectionAccess connection, NewNote note) {
        return Mono.defer(() -> {
            SalesforceId person = SalesforceRecords.person(note.record());
            Map<String, Object> fields = owned(note.owner());
            fields.put("WhoId", person.value());
            fields.put("Subject", "Lead Dispatcher");
            fields.put("Status", TaskStatuses.COMPLETED);
            fields.put("ActivityDate", date(note.at(), connection).toString());
            fields.put("Description", described(note.text(), note.id()));
            return once(new Account(tenant, connection), TASK, person, note.id(), fields);
        });
    }

    @Override
    public Mono<String> writeMeeting(
            TenantId tenant, ConnectionAccess connection, Meeting meeting) {
        return Mono.defer(() -> {
            Account account = new Account(tenant, connection);
            SalesforceId person = SalesforceRecords.person(meeting.record());
            Map<String, Object> fields = owned(meeting.owner());
            fields.put("Subject", shortened(subject(meeting), LONGEST_SUBJECT));
            fields.put("StartDateTime", seconds(meeting.startsAt()));
            fields.put("EndDateTime", seconds(meeting.endsAt()));
            return made(account, EVENT, person, meeting.id())
                    .flatMap(id ->
                            calls.send(account, HttpMethod.PATCH, fields, OBJECTS, EVENT, id)
                                    .thenReturn(id))
                    .switchIfEmpty(
                            Mono.defer(() -> {
                                fields.put("WhoId", person.value());
                                fields.put("Description", mark(meeting.id()));
                                return make(account, EVENT, fields);
                            }));
        });
    }

    private static Map<String, Object> owned(@Nullable String owner) {
        Map<String, Object> fields = new HashMap<>();
        if (owner != null) {
            fields.put(SalesforceRecords.OWNER, SalesforceRecords.user(owner));
        }
        return fields;
    }

    /** Events have no field that says what became of them. */
    private static String subject(Meeting meeting) {
        return switch (meeting.state()) {
            case SCHEDULED -> meeting.title();
            case HELD -> "Held: " + meeting.title();
            case NO_SHOW -> "No-show: " + meeting.title();
            case CANCELLED -> "Cancelled: " + meeting.title();
        };
    }

    private Mono<String> once(
            Account account, String object, SalesforceId person, UUID id, Map<String, ?> fields) {
        return made(account, object, person, id)
                .switchIfEmpty(Mono.defer(() -> make(account, object, fields)));
    }

    private Mono<String> made(Account account, String object, SalesforceId person, UUID id) {
        return calls.rows(
                        account,
                        "SELECT Id, Description FROM %s WHERE WhoId = %s ORDER BY CreatedDate DESC LIMIT %d"
                                .formatted(object, Soql.text(person.value()), MOST_LOOKED_THROUGH))
                .flatMap(rows ->
                        Mono.justOrEmpty(
                                rows.stream()
                                        .filter(row ->
                                                text(row, "Description")
                                                        .filter(all -> all.contains(mark(id)))
                                                        .isPresent())
                                        .flatMap(row -> text(row, "Id").stream())
                                        .findFirst()));
    }

    private Mono<String> make(Account account, String object, Map<String, ?> fields) {
        return calls.send(account, HttpMethod.POST, fields, OBJECTS, object)
                .map(answer -> text(answer, "id").orElse("-"));
    }

    private static String mark(UUID id) {
        return "Lead Dispatcher " + id;
    }

    private static String described(String words, UUID id) {
        return shortened(words, LONGEST_DESCRIPTION - 100) + "\n" + mark(id);
    }

    private static String shortened(String words, int longest) {
        return words.length() <= longest ? words : words.substring(0, longest - 1) + "…";
    }

    private static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Tasks are due on a day; which one depends on where people work. */
    private static LocalDate date(Instant at, ConnectionAccess connection) {
        ZoneId zone;
        try {
            zone = connection.text("timeZone").map(ZoneId::of).orElse(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            zone = ZoneOffset.UTC;
        }
        return LocalDate.ofInstant(at, zone);
    }
}
