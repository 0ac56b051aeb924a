package io.leaddispatcher.application.outreach;

import static io.leaddispatcher.domain.notice.NoticeKind.TASK_DUE;

import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.Reminders;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.snapshot.RoutingConfigurations.Snapshot;
import io.leaddispatcher.application.task.NewTasks;
import io.leaddispatcher.application.task.TaskWords;
import io.leaddispatcher.application.transaction.Claimed;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DispatchPlan.Connected;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.notice.NoticeKind;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.sequence.RunState;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.SequenceStep;
import io.leaddispatcher.domain.sequence.StopReason;
import io.leaddispatcher.domain.task.Task;
import io.leaddispatcher.domain.template.MailTemplate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What comes of the sequences that are taken up at once. Not thread-safe. */
final class TakenSequenceSteps {

    private final Snapshot snapshot;
    private final MailWriter writer;
    private final Reminders reminders;
    private final NewTasks tasks;
    private final Instant until;
    private final List<SequenceRun> runs = new ArrayList<>();
    private final List<Timeline.Entry> entries = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    TakenSequenceSteps(
            Snapshot snapshot,
            Connected connected,
            DispatchMessages messages,
            Ids ids,
            Claimed<SequenceRun> claimed,
            Instant now) {
        this.snapshot = snapshot;
        this.writer = new MailWriter(snapshot);
        this.reminders =
                new Reminders(
                        snapshot.configuration(),
                        connected,
                        messages,
                        ids,
                        now.truncatedTo(ChronoUnit.MICROS));
        this.tasks = new NewTasks(snapshot.configuration().roster(), ids, now());
        this.until = claimed.until(now());
    }

    /**
     * All that is due of a sequence. One of which nothing is due is kept as it is, and with it when
     * its next step is.
     *
     * @param open by which somebody has the lead, or several were asked
     * @param optedOut whether the person wants no more mails
     */
    void take(SequenceRun due, LeadFile file, List<Given> open, boolean optedOut) {
        Given held =
                open.stream()
                        .filter(Given::isHeld)
                        .filter(given -> given.offer().id().equals(due.assignment()))
                        .findFirst()
                        .orElse(null);
        Rep rep =
                held == null
                        ? null
                        : snapshot.configuration().roster().rep(held.offer().rep()).orElse(null);
        SequenceRun run = due;
        if (optedOut) {
            run = due.stopped(StopReason.OPTED_OUT);
        } else if (file.status() == LeadStatus.COMPLETED) {
            run = due.outcome(true);
        } else if (held == null || rep == null) {
            // Who has let go of it without a word to the sequence.
            run = due.left();
        } else {
            run = steps(due, file, held, rep);
        }
        runs.add(run);
        if (run.state() == RunState.STOPPED || run.state() == RunState.DONE) {
            entries.add(SequenceStory.stopped(run, "system", now()));
        }
    }

    private SequenceRun steps(SequenceRun due, LeadFile file, Given held, Rep rep) {
        SequenceRun run = due;
        Optional<SequenceStep> step = run.dueAt(until);
        while (step.isPresent()) {
            entries.add(
                    SequenceStory.step(
                            run, step.get(), done(run, step.get(), file, held, rep), now()));
            run = run.stepped(snapshot.configuration().roster().scheduleOf(rep.key()), now());
            step = run.dueAt(until);
        }
        return run;
    }

    /** Why a step was not done; null: it was. */
    private @Nullable String done(
            SequenceRun run, SequenceStep step, LeadFile file, Given held, Rep rep) {
        return switch (step.action()) {
            case SequenceStep.Action.Email(var template) -> mail(run, template, file, rep);
            case SequenceStep.Action.Task(var what) -> {
                tell(run, tasks.begin(held.offer(), what), file, rep);
                yield null;
            }
        };
    }

    /**
     * That something is to be done. Whoever has asked to be told of tasks that are due, and has to
     * do this one at once, is told of it then.
     */
    private void tell(SequenceRun run, Task task, LeadFile file, Rep rep) {
        boolean dueNow = !task.dueAt().isAfter(now());
        if (dueNow
                && rep.notifications().of(TASK_DUE).filter(ways -> !ways.isEmpty()).isPresent()) {
            return;
        }
        deliveries.addAll(
                reminders.toRep(
                        file,
                        rep,
                        NoticeKind.REMINDER,
                        rep.notifications(),
                        null,
                        TaskWords.next(
                                task,
                                run.sequence().name(),
                                snapshot.configuration().roster().zoneOf(rep),
                                now())));
    }

    private @Nullable String mail(SequenceRun run, TemplateKey key, LeadFile file, Rep rep) {
        MailTemplate template = snapshot.outreach().templates().get(key);
        String address = writer.address(file.lead()).orElse(null);
        if (template == null) {
            return "NO_TEMPLATE";
        }
        if (address == null) {
            return "NO_ADDRESS";
        }
        if (!reminders.connected().smtp() && !reminders.connected().sandbox()) {
            return "NO_MAIL_SERVER";
        }
        deliveries.add(
                reminders.planned(
                        file,
                        MailWriter.draft(
                                writer.step(file.lead(), template, run.sequence().key(), rep),
                                address),
                        now()));
        return null;
    }

    // What is to be committed

    Instant now() {
        return reminders.now();
    }

    NewTasks tasks() {
        return tasks;
    }

    List<SequenceRun> runs() {
        return runs;
    }

    List<Timeline.Entry> entries() {
        return entries;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    Set<LeadId> leads() {
        return entries.stream().map(Timeline.Entry::lead).collect(Collectors.toUnmodifiableSet());
    }
}
