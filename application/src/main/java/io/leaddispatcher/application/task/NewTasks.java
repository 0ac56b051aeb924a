package io.leaddispatcher.application.task;

import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.policy.NextAction;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the decisions and acts of a batch do to the tasks of its leads. Not thread-safe. */
public final class NewTasks {

    private final Roster roster;
    private final Ids ids;
    private final Instant now;
    private final List<Task> made = new ArrayList<>();
    private final Set<UUID> over = new HashSet<>();
    private final List<Doing> doings = new ArrayList<>();

    /** Those of a batch that is decided now. */
    public NewTasks(Roster roster, Ids ids, Instant now) {
        this.roster = roster;
        this.ids = ids;
        this.now = now;
    }

    /**
     * Something was done that a task asks for.
     *
     * @param by who did it
     */
    public record Doing(LeadId lead, NextAction.Task type, String by) {}

    /** A rep has got a lead: this is to be done next. */
    public Task begin(Offer offer, NextAction action) {
        Task task =
                new Task(
                        ids.next(),
                        offer.lead(),
                        offer.id(),
                        offer.rep(),
                        action.task(),
                        Task.dueAt(action, roster.scheduleOf(offer.rep()), now));
        made.add(task);
        return task;
    }

    /** Whoever had a lead by this assignment has it no longer. */
    public void ended(UUID assignment) {
        over.add(assignment);
    }

    /** It may be what an open task of the lead asks for. */
    public void done(Doing doing) {
        doings.add(doing);
    }

    public List<Task> made() {
        return List.copyOf(made);
    }

    /** The assignments whose tasks nobody needs to do any more. */
    public Set<UUID> over() {
        return Set.copyOf(over);
    }

    public List<Doing> doings() {
        return List.copyOf(doings);
    }
}
