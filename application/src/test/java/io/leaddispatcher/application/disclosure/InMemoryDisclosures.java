package io.leaddispatcher.application.disclosure;

import io.leaddispatcher.application.lead.port.Disclosures;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The disclosures of one tenant, oldest first. */
final class InMemoryDisclosures implements Disclosures {

    private final List<Disclosure> all = new ArrayList<>();

    List<Disclosure> all() {
        return List.copyOf(all);
    }

    @Override
    public Mono<Disclosure> latest(TenantId tenant, UUID member, LeadId lead) {
        return Flux.fromIterable(all.reversed())
                .filter(each -> each.member().equals(member) && each.lead().equals(lead))
                .next();
    }

    @Override
    public Flux<Disclosure> hold(TenantId tenant, UUID member, Instant at) {
        return Flux.fromIterable(all())
                .filter(each -> each.member().equals(member) && each.isOpenAt(at));
    }

    @Override
    public Mono<Void> add(TenantId tenant, Disclosure disclosure) {
        return Mono.fromRunnable(() -> all.add(disclosure));
    }

    @Override
    public Mono<Disclosure> find(TenantId tenant, UUID id) {
        return Flux.fromIterable(all()).filter(each -> each.id().equals(id)).next();
    }

    @Override
    public Mono<Boolean> end(TenantId tenant, UUID id, Instant at) {
        return find(tenant, id)
                .filter(each -> each.isOpenAt(at))
                .map(each -> {
                    all.set(
                            all.indexOf(each),
                            new Disclosure(
                                    each.id(),
                                    each.member(),
                                    each.lead(),
                                    each.reason(),
                                    each.openedAt(),
                                    each.endsAt(),
                                    at));
                    return true;
                })
                .defaultIfEmpty(false);
    }

    @Override
    public Flux<Listed> list(TenantId tenant, int limit) {
        return Flux.fromIterable(all().reversed())
                .take(limit)
                .map(each -> new Listed(each, "Vic", "Ana Ruiz", "Acme"));
    }
}
