package io.leaddispatcher.application.crm;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a delivery to a CRM writes. */
public sealed interface CrmWrite {

    /** The CRM's own id of the record. */
    String record();

    /**
     * What depends on who has the lead; but for its owner nothing is written while nobody has it.
     */
    sealed interface OfHolder extends CrmWrite {}

    /**
     * What has come of a meeting, as it stands when it is written.
     *
     * @param meeting ours
     */
    record Appointment(String record, UUID meeting) implements CrmWrite {}

    /**
     * Whoever has the lead owns the record. It names nobody: it is decided when it is written, so
     * that of several that wait each writes the last owner, in whatever order they leave. While
     * nobody has it, it takes the record from whoever had it last and is its owner still.
     *
     * @param left who had it last; null: somebody has got it
     */
    record Owner(String record, @Nullable RepKey left) implements OfHolder {

        /** Somebody has got the lead. */
        public Owner(String record) {
            this(record, null);
        }
    }

    /** Likewise, what else the record says of how the lead stands. The owner is left alone. */
    record Fields(String record) implements OfHolder {}

    /**
     * @param task ours
     */
    record ToDo(String record, UUID task, RepKey rep, NextAction.Task type, Instant dueAt)
            implements OfHolder {}

    /**
     * A task has ended. How is read when it is written.
     *
     * @param task ours
     */
    record ToDoEnd(String record, UUID task) implements CrmWrite {}

    /**
     * Why somebody has the lead.
     *
     * @param run that gave it; it has one remark
     * @param text without personal data of the lead
     */
    record Remark(String record, UUID run, RepKey rep, String text, Instant at)
            implements OfHolder {}

    /**
     * The kinds that write all that this does, and what holds then. Empty where each says something
     * of its own.
     */
    default Set<String> overtakenBy() {
        return switch (this) {
            case Owner _ -> Set.of("OWNER");
            case Fields _ -> Set.of("OWNER", "FIELDS");
            case Appointment _ -> Set.of("MEETING");
            case ToDo _, ToDoEnd _, Remark _ -> Set.of();
        };
    }

    static CrmWrite of(String record, Task task) {
        return new ToDo(record, task.id(), task.rep(), task.type(), task.dueAt());
    }

    default DeliveryDraft to(ConnectionKey connection) {
        return new DeliveryDraft(
                "crm:" + connection,
                List.of(new Address(Address.Kind.CRM_CONNECTION, connection.value())),
                document());
    }

    private Map<String, Object> document() {
        return switch (this) {
            case Owner(var record, var left) ->
                    left == null
                            ? Map.of("crm", "OWNER", "record", record)
                            : Map.of("crm", "OWNER", "record", record, "left", left.value());
            case Fields(var record) -> Map.of("crm", "FIELDS", "record", record);
            case Appointment(var record, var meeting) ->
                    Map.of("crm", "MEETING", "record", record, "meeting", meeting.toString());
            case ToDoEnd(var record, var task) ->
                    Map.of("crm", "TASK_END", "record", record, "task", task.toString());
            case Remark(var record, var run, var rep, var text, var at) ->
                    Map.of(
                            "crm",
                            "NOTE",
                            "record",
                            record,
                            "run",
                            run.toString(),
                            "rep",
                            rep.value(),
                            "text",
                            text,
                            "at",
                            at.toString());
            case ToDo(var record, var task, var rep, var type, var dueAt) ->
                    Map.of(
                            "crm",
                            "TASK",
                            "record",
                            record,
                            "task",
                            task.toString(),
                            "rep",
                            rep.value(),
                            "type",
                            type.name(),
                            "dueAt",
                            dueAt.toString());
        };
    }

    static CrmWrite read(Delivery delivery) {
        Map<String, Object> document = delivery.draft().document();
        String record = text(document, "record");
        return switch (text(document, "crm")) {
            case "OWNER" ->
                    new Owner(
                            record,
                            document.containsKey("left")
                                    ? new RepKey(text(document, "left"))
                                    : null);
            case "FIELDS" -> new Fields(record);
            case "MEETING" -> new Appointment(record, UUID.fromString(text(document, "meeting")));
            case "TASK_END" -> new ToDoEnd(record, UUID.fromString(text(document, "task")));
            case "NOTE" ->
                    new Remark(
                            record,
                            UUID.fromString(text(document, "run")),
                            new RepKey(text(document, "rep")),
                            text(document, "text"),
                            Instant.parse(text(document, "at")));
            case "TASK" ->
                    new ToDo(
                            record,
                            UUID.fromString(text(document, "task")),
                            new RepKey(text(document, "rep")),
                            NextAction.Task.valueOf(text(document, "type")),
                            Instant.parse(text(document, "dueAt")));
            default ->
                    throw new IllegalStateException(
                            "delivery %s writes nothing known".formatted(delivery.id()));
        };
    }

    private static String text(Map<String, Object> document, String name) {
        return String.valueOf(document.get(name));
    }
}
