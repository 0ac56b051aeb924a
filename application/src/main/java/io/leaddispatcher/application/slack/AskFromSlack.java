package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.slack.Presses.Press;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Whether somebody may act on an offer, and what has to be known to be asked about it. */
@UseCase
public final class AskFromSlack {

    /**
     * @param user of Slack, who pressed
     * @param offer that was shown
     */
    public record Query(SlackChannel slack, String user, UUID offer) {}

    public sealed interface Outcome {

        /**
         * @param mates those of the rep's teams who may be given the lead, in the order of names
         * @param hasPool whether there is a pool whose next may be asked for
         */
        record Ask(List<Mate> mates, boolean hasPool) implements Outcome {
            public Ask {
                mates = List.copyOf(mates);
            }
        }

        record Refused(SlackAnswer answer) implements Outcome {}
    }

    public record Mate(RepKey rep, String name) {}

    private final Presses presses;

    public AskFromSlack(Presses presses) {
        this.presses = presses;
    }

    public Mono<Outcome> handle(Query query) {
        return presses.of(query.slack(), query.user(), query.offer())
                .map(press ->
                        switch (press) {
                            case Press.Refused(var answer) -> new Outcome.Refused(answer);
                            case Press.Own own ->
                                    new Outcome.Ask(mates(own), own.given().offer().pool() != null);
                        });
    }

    private static List<Mate> mates(Press.Own own) {
        return own.roster().teamsOf(own.rep().key()).stream()
                .flatMap(team -> team.members().stream())
                .distinct()
                .filter(rep -> !rep.equals(own.rep().key()))
                .flatMap(rep -> own.roster().rep(rep).stream())
                .filter(Rep::active)
                .map(rep -> new Mate(rep.key(), rep.name()))
                .sorted(Comparator.comparing(Mate::name))
                .toList();
    }
}
