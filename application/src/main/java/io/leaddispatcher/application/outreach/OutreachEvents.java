package io.leaddispatcher.application.outreach;

import static java.util.stream.Collectors.toSet;

import com.google.common.collect.Maps;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.lead.port.Timeline;
import io.leaddispatcher.application.optout.MailAddressee;
import io.leaddispatcher.application.optout.port.MailOptOuts;
import io.leaddispatcher.application.outreach.NewOutreach.Wanted;
import io.leaddispatcher.application.outreach.port.Acknowledgements;
import io.leaddispatcher.application.outreach.port.Acknowledgements.Told;
import io.leaddispatcher.application.outreach.port.SequenceRuns;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.sequence.RunState;
import io.leaddispatcher.domain.sequence.SequenceRun;
import io.leaddispatcher.domain.sequence.StopReason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * What happens to leads, as far as what they are written is concerned. Called inside the unit of
 * work in which it happens.
 */
public final class OutreachEvents implements OutreachStarts {

    private static final String SYSTEM = "system";

    private final SequenceRuns runs;
    private final Acknowledgements acknowledgements;
    private final MailOptOuts optOuts;
    private final MailAddressee addressee;
    private final Outbox outbox;
    private final Timeline timeline;

    public OutreachEvents(
            SequenceRuns runs,
            Acknowledgements acknowledgements,
            MailOptOuts optOuts,
            MailAddressee addressee,
            Outbox outbox,
            Timeline timeline) {
        this.runs = runs;
        this.acknowledgements = acknowledgements;
        this.optOuts = optOuts;
        this.addressee = addressee;
        this.outbox = outbox;
        this.timeline = timeline;
    }

    @Override
    public Mono<Void> keep(TenantId tenant, NewOutreach news) {
        return Mono.defer(() ->
                change(tenant, news.known(), news::after, news::by, news.now())
                        .then(begin(tenant, news.begun(), news.now()))
                        .then(acknowledge(tenant, news.wanted(), news.now())));
    }

    /**
     * It is known what has come of a lead.
     *
     * @param concluded whether the work on it is over
     */
    public Mono<Void> outcome(TenantId tenant, LeadId lead, boolean concluded, Instant at) {
        return change(tenant, Set.of(lead), run -> run.outcome(concluded), _ -> SYSTEM, at);
    }

    /** A person wants no more mails about this lead. */
    public Mono<Void> optedOut(TenantId tenant, LeadId lead, Instant at) {
        return change(
                tenant, Set.of(lead), run -> run.stopped(StopReason.OPTED_OUT), _ -> SYSTEM, at);
    }

    private Mono<Void> change(
            TenantId tenant,
            Set<LeadId> leads,
            UnaryOperator<SequenceRun> change,
            Function<LeadId, String> by,
            Instant at) {
        return leads.isEmpty()
                ? Mono.empty()
                : runs.live(tenant, leads)
                        .collectList()
                        .flatMap(before -> {
                            List<SequenceRun> changed = new ArrayList<>();
                            List<Timeline.Entry> entries = new ArrayList<>();
                            for (SequenceRun one : before) {
                                SequenceRun after = change.apply(one);
                                if (after.equals(one)) {
                                    continue;
                                }
                                changed.add(after);
                                if (!after.state().isLive()) {
                                    entries.add(
                                            SequenceStory.stopped(after, by.apply(one.lead()), at));
                                } else if (after.state() == RunState.RUNNING
                                        && !after.rep().equals(one.rep())) {
                                    entries.add(SequenceStory.moved(after, at));
                                }
                            }
                            return keep(tenant, changed).then(timeline.append(tenant, entries));
                        });
    }

    /** What waits to be sent of a sequence that has ended is not sent any more. */
    private Mono<Void> keep(TenantId tenant, List<SequenceRun> changed) {
        Set<LeadId> ended =
                changed.stream()
                        .filter(run -> !run.state().isLive())
                        .map(SequenceRun::lead)
                        .collect(toSet());
        return runs.save(tenant, changed)
                .then(
                        ended.isEmpty()
                                ? Mono.empty()
                                : outbox.takeBackMails(
                                        tenant, ended, Set.of(LeadMail.Purpose.SEQUENCE)));
    }

    private Mono<Void> begin(TenantId tenant, List<SequenceRun> begun, Instant at) {
        return begun.isEmpty()
                ? Mono.empty()
                : runs.begin(tenant, begun)
                        .collect(toSet())
                        .flatMap(started ->
                                timeline.append(
                                        tenant,
                                        begun.stream()
                                                .filter(run -> started.contains(run.id()))
                                                .map(run -> SequenceStory.started(run, at))
                                                .toList()));
    }

    private Mono<Void> acknowledge(TenantId tenant, List<Wanted> wanted, Instant at) {
        return wanted.isEmpty()
                ? Mono.empty()
                : welcome(tenant, wanted)
                        .filter(welcome -> !welcome.isEmpty())
                        .flatMap(welcome ->
                                acknowledgements
                                        .once(
                                                tenant,
                                                welcome.stream().map(Wanted::told).toList(),
                                                at)
                                        .collect(toSet())
                                        .flatMap(news ->
                                                outbox.add(
                                                        tenant,
                                                        welcome.stream()
                                                                .filter(each ->
                                                                        news.contains(each.told()))
                                                                .map(Wanted::delivery)
                                                                .toList())));
    }

    /** Each once, and those who want no mails not at all. */
    private Mono<List<Wanted>> welcome(TenantId tenant, Collection<Wanted> wanted) {
        Map<Told, Wanted> once = new LinkedHashMap<>();
        wanted.forEach(each -> once.putIfAbsent(each.told(), each));
        Map<Told, String> named =
                Map.copyOf(
                        Maps.transformValues(once, each -> addressee.of(tenant, each.address())));
        return optOuts.among(tenant, Set.copyOf(named.values()))
                .map(out ->
                        once.values().stream()
                                .filter(each -> !out.contains(named.get(each.told())))
                                .toList());
    }
}
