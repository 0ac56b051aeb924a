package io.leaddispatcher.application.me;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.maillink.DigestLinks;
import io.leaddispatcher.domain.access.Actor;
import reactor.core.publisher.Mono;

/**
 * Whoever has the link of a mail about a rep's day turns that mail off, and nothing else. Asking
 * twice is asking once.
 */
@UseCase
public final class TurnOffDigest {

    private final DigestLinks links;
    private final ChangeMyNotifications change;

    public TurnOffDigest(DigestLinks links, ChangeMyNotifications change) {
        this.links = links;
        this.change = change;
    }

    /** False when it is no link of ours; a rep who is none any more gets no mail either. */
    public Mono<Boolean> handle(String link) {
        return Mono.defer(() ->
                Mono.justOrEmpty(links.opened(link))
                        .flatMap(good ->
                                change.handle(
                                        new ChangeMyNotifications.Command(
                                                new Caller(
                                                        good.tenant(),
                                                        new Actor.Rep(good.rep().value())),
                                                new ChangeMyNotifications.Wish.NoDigest())))
                        .hasElement());
    }
}
