package io.leaddispatcher.application.teamdigest;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.DispatchMessages;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.lead.OpenWords;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.teamdigest.port.TeamDigests;
import io.leaddispatcher.application.teamdigest.port.TeamDigests.Figures;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.dispatch.TeamSummary;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.queue.Queue;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamDigest;
import io.leaddispatcher.domain.routing.RoutingConfiguration;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the summaries of teams that are due, in all workspaces. Several nodes may do so at once:
 * each summary is put into the outbox in the commit that takes it upon itself, and there is one
 * such commit for a team and a day. One that nobody could make in time is not made.
 */
@UseCase
public final class MakeTeamDigests {

    private static final Logger LOG = LoggerFactory.getLogger(MakeTeamDigests.class);
    private static final int AT_ONCE = 4;

    private record Due(Team team, TeamDigest.Due when) {}

    private final TeamDigests digests;
    private final RoutingConfigurations configurations;
    private final ConnectedChannels channels;
    private final Outbox outbox;
    private final Ids ids;
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final DispatchMessages messages;

    public MakeTeamDigests(
            TeamDigests digests,
            RoutingConfigurations configurations,
            ConnectedChannels channels,
            Outbox outbox,
            Ids ids,
            UnitOfWork unitOfWork,
            InstantSource clock,
            DispatchMessages messages) {
        this.digests = digests;
        this.configurations = configurations;
        this.channels = channels;
        this.outbox = outbox;
        this.ids = ids;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.messages = messages;
    }

    public Mono<Void> handle() {
        return digests.wanting().flatMap(this::workspace, AT_ONCE).then();
    }

    private Mono<Void> workspace(TenantId tenant) {
        Instant now = clock.instant();
        return unitOfWork
                .run(
                        tenant,
                        configurations
                                .current(tenant)
                                .map(RoutingConfigurations.Snapshot::configuration))
                .flatMapMany(configuration ->
                        Flux.fromIterable(due(configuration.roster(), now))
                                .concatMap(due -> one(tenant, configuration, due, now)))
                .then()
                .onErrorResume(error -> {
                    LOG.warn("the summaries of tenant {} are tried again", tenant, error);
                    return Mono.empty();
                });
    }

    private static List<Due> due(Roster roster, Instant now) {
        List<Due> due = new ArrayList<>();
        for (Team team : roster.teams()) {
            Optional.ofNullable(team.digest())
                    .flatMap(digest -> digest.dueAt(now, roster.zoneOf(team)))
                    .ifPresent(when -> due.add(new Due(team, when)));
        }
        return due;
    }

    private Mono<Void> one(
            TenantId tenant, RoutingConfiguration configuration, Due due, Instant now) {
        return unitOfWork
                .run(
                        tenant,
                        digests.take(tenant, due.team().key(), due.when().day(), now)
                                .filter(Boolean::booleanValue)
                                .flatMap(_ -> channels.of(tenant, configuration.roster()))
                                .flatMap(connected ->
                                        make(tenant, configuration, due, connected, now)))
                .onErrorResume(error -> {
                    LOG.warn(
                            "the summary of team {} of tenant {} is tried again",
                            due.team().key(),
                            tenant,
                            error);
                    return Mono.empty();
                });
    }

    private Mono<Void> make(
            TenantId tenant,
            RoutingConfiguration configuration,
            Due due,
            DispatchPlan.Connected connected,
            Instant now) {
        Team team = due.team();
        List<Address> route =
                route(
                        team,
                        Optional.ofNullable(team.manager()).flatMap(configuration.roster()::rep),
                        connected);
        if (route.isEmpty()) {
            LOG.info("team {} of tenant {} has nowhere to get its summary", team.key(), tenant);
            return Mono.empty();
        }
        return digests.figures(
                        tenant,
                        team.members(),
                        configuration.queues().stream()
                                .filter(queue -> team.key().equals(queue.team()))
                                .map(Queue::key)
                                .toList(),
                        due.when().since(),
                        now)
                .map(figures -> summary(team, configuration.roster(), due, figures, now))
                .flatMap(summary ->
                        outbox.add(
                                tenant,
                                List.of(
                                        Delivery.planned(
                                                new DeliveryId(ids.next()),
                                                null,
                                                new DeliveryDraft(
                                                        "team:" + team.key(),
                                                        route,
                                                        summary.document()),
                                                now))));
    }

    /** To the team's channel, else to its manager. */
    private static List<Address> route(
            Team team, Optional<Rep> manager, DispatchPlan.Connected connected) {
        boolean slack = connected.slack() || connected.sandbox();
        boolean mail = connected.smtp() || connected.sandbox();
        List<Address> route = new ArrayList<>();
        if (slack && team.slackChannel() != null) {
            route.add(new Address(Address.Kind.SLACK_CHANNEL, team.slackChannel()));
        }
        manager.filter(Rep::active)
                .ifPresent(rep -> {
                    if (mail) {
                        route.add(new Address(Address.Kind.EMAIL, rep.email()));
                    } else if (slack) {
                        route.add(
                                rep.slackUserId() == null
                                        ? new Address(Address.Kind.SLACK_USER_BY_EMAIL, rep.email())
                                        : new Address(Address.Kind.SLACK_USER, rep.slackUserId()));
                    }
                });
        return List.copyOf(route);
    }

    private TeamSummary summary(Team team, Roster roster, Due due, Figures figures, Instant now) {
        LeadId oldest = figures.oldest();
        return new TeamSummary(
                team.name(),
                roster.zoneOf(team),
                due.when().since(),
                now,
                figures.fresh(),
                figures.accepted(),
                figures.breached(),
                figures.waiting(),
                oldest == null
                        ? null
                        : new TeamSummary.Oldest(
                                OpenWords.reference(oldest),
                                Objects.requireNonNullElse(figures.oldestSince(), now),
                                messages.link(oldest)),
                Optional.ofNullable(figures.busiest())
                        .map(rep -> roster.rep(rep).map(Rep::name).orElse(rep.value()))
                        .orElse(null),
                figures.busiestOpen(),
                messages.allLeads());
    }
}
