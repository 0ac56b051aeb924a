package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.ConnectedChannels;
import io.leaddispatcher.application.dispatch.port.DeliveryWakeUp;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.identity.Ids;
import io.leaddispatcher.application.me.port.Digests;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.dispatch.Address;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.DeliveryDraft;
import io.leaddispatcher.domain.dispatch.DeliveryId;
import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.notice.DigestTime;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Mails their day to those reps who have asked for it and for whom it is time: once a day,
 * whichever node is first.
 */
@UseCase
public final class SendDigests {

    private static final Logger LOG = LoggerFactory.getLogger(SendDigests.class);

    private record Due(RepKey rep, String email, LocalDate day) {}

    private final UnitOfWork unitOfWork;
    private final Digests digests;
    private final RoutingConfigurations configurations;
    private final ConnectedChannels channels;
    private final Outbox outbox;
    private final DeliveryWakeUp deliverySignal;
    private final Ids ids;
    private final InstantSource clock;

    public SendDigests(
            UnitOfWork unitOfWork,
            Digests digests,
            RoutingConfigurations configurations,
            ConnectedChannels channels,
            Outbox outbox,
            DeliveryWakeUp deliverySignal,
            Ids ids,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.digests = digests;
        this.configurations = configurations;
        this.channels = channels;
        this.outbox = outbox;
        this.deliverySignal = deliverySignal;
        this.ids = ids;
        this.clock = clock;
    }

    public Mono<Void> handle() {
        return digests.tenants()
                .concatMap(tenant ->
                        send(tenant)
                                .onErrorResume(error -> {
                                    LOG.warn("tenant {}: no digests for now", tenant, error);
                                    return Mono.empty();
                                }))
                .then();
    }

    private Mono<Void> send(TenantId tenant) {
        return unitOfWork
                .run(
                        tenant,
                        configurations
                                .current(tenant)
                                .map(snapshot -> snapshot.configuration().roster())
                                // Without mail there is nothing to be planned.
                                .filterWhen(roster ->
                                        channels.of(tenant, roster)
                                                .map(DispatchPlan.Connected::smtp))
                                .zipWhen(_ -> digests.last(tenant))
                                .map(read -> due(read.getT1(), read.getT2(), clock.instant())))
                .flatMapMany(Flux::fromIterable)
                .concatMap(due -> send(tenant, due))
                .then();
    }

    private static List<Due> due(Roster roster, Map<RepKey, LocalDate> last, Instant now) {
        return roster.reps().stream()
                .filter(Rep::active)
                .flatMap(rep ->
                        day(roster, rep, last.get(rep.key()), now)
                                .map(day -> new Due(rep.key(), rep.email(), day))
                                .stream())
                .toList();
    }

    /** That of the mail which is due; empty when there is none, or it is on its way. */
    private static Optional<LocalDate> day(
            Roster roster, Rep rep, @Nullable LocalDate had, Instant now) {
        return Optional.ofNullable(rep.notifications().digestAt())
                .flatMap(at -> new DigestTime(at).dayAt(now, roster.zoneOf(rep)))
                .filter(day -> had == null || had.isBefore(day));
    }

    private Mono<Void> send(TenantId tenant, Due due) {
        return unitOfWork
                .run(
                        tenant,
                        digests.begin(tenant, due.rep(), due.day())
                                .filter(Boolean::booleanValue)
                                .flatMap(_ ->
                                        outbox.add(tenant, List.of(planned(due))).thenReturn(true)))
                .doOnNext(_ -> deliverySignal.signal())
                .then()
                .onErrorResume(error -> {
                    LOG.warn(
                            "the digest of rep {} of tenant {} is tried again",
                            due.rep(),
                            tenant,
                            error);
                    return Mono.empty();
                });
    }

    /** What it tells is written when it is sent: it names people. */
    private Delivery planned(Due due) {
        return Delivery.planned(
                new DeliveryId(ids.next()),
                null,
                new DeliveryDraft(
                        "rep:" + due.rep(),
                        List.of(new Address(Address.Kind.EMAIL, due.email())),
                        WorkspaceNotice.digest(due.rep()).document()),
                clock.instant());
    }
}
