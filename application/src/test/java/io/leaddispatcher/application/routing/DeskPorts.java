package io.leaddispatcher.application.routing;

import io.leaddispatcher.application.dispatch.port.ChannelConnections;
import io.leaddispatcher.application.dispatch.port.Outbox;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.dispatch.port.SmtpChannel;
import io.leaddispatcher.application.intake.IntakeSignal;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.routing.port.WaitingRings;
import io.leaddispatcher.application.transaction.Portion;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.dispatch.Delivery;
import io.leaddispatcher.domain.dispatch.LeadMail;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is outside of a desk: its outbox, its accounts, and nothing that is connected. */
final class DeskPorts {

    private final RoutingDesk desk;

    DeskPorts(RoutingDesk desk) {
        this.desk = desk;
    }

    Outbox outbox() {
        return new Outbox() {
            @Override
            public Mono<Void> add(TenantId tenant, List<Delivery> planned) {
                return Mono.fromRunnable(() -> desk.deliveries.addAll(planned));
            }

            @Override
            public Mono<Void> takeBackMails(
                    TenantId tenant, Collection<LeadId> about, Set<LeadMail.Purpose> of) {
                return Mono.fromRunnable(() ->
                        desk.deliveries.removeIf(delivery ->
                                LeadMail.isOne(delivery.draft().document())
                                        && of.contains(
                                                LeadMail.read(delivery.draft().document())
                                                        .purpose())));
            }
        };
    }

    WaitingRings rings() {
        return new WaitingRings() {
            @Override
            public Flux<TenantId> tenants() {
                return Flux.just(RoutingDesk.TENANT);
            }

            @Override
            public Mono<Set<LeadId>> due(TenantId tenant, Portion<LeadId> portion) {
                return desk.leads
                        .find(
                                RoutingDesk.TENANT,
                                List.of(RoutingDesk.ANA, RoutingDesk.BOB),
                                _ -> Optional.empty())
                        .filter(file -> file.status() == LeadStatus.QUEUED)
                        .filter(file -> desk.isPast(file.placement().lookAgainAt()))
                        .map(file -> file.lead().id())
                        .collectList()
                        .map(due -> Set.copyOf(portion.of(due, Function.identity())));
            }

            @Override
            public Mono<Void> putOff(TenantId tenant, LeadId lead) {
                return Mono.fromRunnable(() -> desk.putOff.add(lead));
            }
        };
    }

    Accounts knownAccounts() {
        return new Accounts() {
            @Override
            public Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys) {
                return Flux.fromIterable(desk.accounts)
                        .filter(account ->
                                keys.stream()
                                        .anyMatch(one ->
                                                !Collections.disjoint(
                                                        one.domains(),
                                                        account.matchKeys().domains())));
            }

            @Override
            public Flux<Account> withAncestors(TenantId tenant, Collection<AccountKey> keys) {
                desk.questionsForAncestors++;
                return Flux.fromIterable(desk.accounts);
            }
        };
    }

    UnitOfWork gated() {
        return new UnitOfWork() {
            @Override
            public <T> Mono<T> run(TenantId tenant, Mono<T> work) {
                return Mono.defer(() -> desk.gate).then(work);
            }
        };
    }

    static IntakeSignal nobodyWaits() {
        return new IntakeSignal() {
            @Override
            public void ready(TenantId tenant) {
                // The test routes itself.
            }

            @Override
            public void received() {
                // Likewise.
            }
        };
    }

    ChannelConnections nothingConnected() {
        return new ChannelConnections() {
            @Override
            public Mono<SlackChannel> slack(TenantId tenant) {
                return desk.broken ? Mono.error(new IllegalStateException("broken")) : Mono.empty();
            }

            @Override
            public Mono<SmtpChannel> smtp(TenantId tenant) {
                return Mono.empty();
            }
        };
    }
}
