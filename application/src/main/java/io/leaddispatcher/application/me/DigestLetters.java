package io.leaddispatcher.application.me;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.DigestWriter;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import reactor.core.publisher.Mono;

/** Writes the mail about a rep's day from what the rep's own page shows. */
public final class DigestLetters implements DigestWriter {

    private final ShowMyDesk showMyDesk;
    private final URI page;
    private final InstantSource clock;

    /**
     * @param page where a rep finds the day
     */
    public DigestLetters(ShowMyDesk showMyDesk, URI page, InstantSource clock) {
        this.showMyDesk = showMyDesk;
        this.page = page;
        this.clock = clock;
    }

    @Override
    public Mono<WorkspaceNotice> of(TenantId tenant, RepKey rep) {
        return showMyDesk
                .handle(new Caller(tenant, new Actor.Rep(rep.value())))
                .flatMap(desk ->
                        Mono.justOrEmpty(
                                new DigestWords(
                                                desk.day().zone(),
                                                LocalDate.ofInstant(
                                                        clock.instant(), desk.day().zone()))
                                        .of(desk, page)));
    }
}
