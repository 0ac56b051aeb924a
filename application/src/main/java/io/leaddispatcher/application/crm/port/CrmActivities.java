package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is to be done about a record, and what was. Each has an id of ours, and the CRM makes one
 * thing of it, however often it is asked to. All answer the CRM's id of it.
 */
public interface CrmActivities {

    /**
     * A task for the owner of a record.
     *
     * @param id ours
     * @param owner the id of the owner
     * @param subject in a few words, without personal data
     */
    record NewTask(
            UUID id,
            String record,
            String owner,
            NextAction.Task type,
            String subject,
            Instant dueAt) {}

    Mono<String> createTask(TenantId tenant, ConnectionAccess connection, NewTask task);

    /**
     * A task that has ended here.
     *
     * @param id ours
     * @param there the CRM's id of it; null: that of the one that carries ours, if there is one
     * @param done whether somebody has done it; else nobody has to any more
     */
    record EndedTask(UUID id, String record, @Nullable String there, boolean done) {

        /** Where no state tells those that nobody has done from the others, the subject does. */
        public String subject(String before) {
            return done ? before : "Cancelled: " + before;
        }
    }

    /**
     * Closes a task there. Empty when there is nothing to close: it was never made, is deleted, has
     * been closed by somebody, or the CRM closes none.
     */
    Mono<String> endTask(TenantId tenant, ConnectionAccess connection, EndedTask task);

    /**
     * A note on a record.
     *
     * @param id ours
     * @param owner the id of whoever it is of; null for nobody
     * @param text plain, in lines; the CRM's adapter escapes it for its medium
     */
    record NewNote(UUID id, String record, @Nullable String owner, String text, Instant at) {}

    Mono<String> createNote(TenantId tenant, ConnectionAccess connection, NewNote note);

    /** How a meeting stands. */
    enum MeetingState {
        SCHEDULED,
        HELD,
        NO_SHOW,
        CANCELLED
    }

    /**
     * A meeting with a record.
     *
     * @param id ours; the same for every state of one meeting, also when it is moved
     * @param owner the id of the host; null for nobody
     * @param endsAt exclusive
     */
    record Meeting(
            UUID id,
            String record,
            @Nullable String owner,
            String title,
            Instant startsAt,
            Instant endsAt,
            MeetingState state) {}

    /**
     * What became of a meeting that was booked there. Nothing where meetings are not booked.
     *
     * @param meeting the CRM's id
     */
    default Mono<String> writeResult(
            TenantId tenant, ConnectionAccess connection, String meeting, MeetingState state) {
        return Mono.empty();
    }

    /** Writes a meeting, or what became of it. */
    Mono<String> writeMeeting(TenantId tenant, ConnectionAccess connection, Meeting meeting);
}
