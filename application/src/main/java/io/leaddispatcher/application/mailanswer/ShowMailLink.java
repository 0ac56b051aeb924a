package io.leaddispatcher.application.mailanswer;

import io.leaddispatcher.application.UseCase;
import reactor.core.publisher.Mono;

/** What a rep is asked who follows a link from a mail. Looking changes nothing. */
@UseCase
public final class ShowMailLink {

    /**
     * @param link the link's last part
     * @param address where the request came from
     */
    public record Query(String link, String address) {
        @Override
        public String toString() {
            return "Query[***]";
        }
    }

    private final MailStandings standings;

    public ShowMailLink(MailStandings standings) {
        this.standings = standings;
    }

    public Mono<MailStanding> handle(Query query) {
        return standings.with(query.link(), query.address(), standings::of);
    }
}
