package io.leaddispatcher.application.mailanswer;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.Throttle;
import io.leaddispatcher.application.mailanswer.MailStanding.Told;
import io.leaddispatcher.application.maillink.MailLink;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * A rep answers an offer by a link from a mail. Answering twice gives the same answer; what another
 * rep was faster with is told.
 */
@UseCase
public final class AnswerByMail {

    private static final String CHANNEL = "email";

    /**
     * @param link the link's last part
     * @param reason why it is declined; empty when nobody said; not looked at when it is accepted
     * @param address where the request came from
     */
    public record Command(String link, String reason, String address) {
        @Override
        public String toString() {
            return "Command[***]";
        }
    }

    private final MailStandings standings;
    private final Throttle throttle;
    private final AcceptLead acceptLead;
    private final DeclineLead declineLead;

    public AnswerByMail(
            MailStandings standings,
            Throttle throttle,
            AcceptLead acceptLead,
            DeclineLead declineLead) {
        this.standings = standings;
        this.throttle = throttle;
        this.acceptLead = acceptLead;
        this.declineLead = declineLead;
    }

    /** Fails with {@link InvalidInputException} when the reason is wrong. */
    public Mono<MailStanding> handle(Command command) {
        return standings.with(
                command.link(),
                command.address(),
                link ->
                        throttle.attempt(
                                new Throttle.Subjects(
                                        "mail link to " + link.assignment(), command.address()),
                                MailStanding.TooMany::new,
                                () -> answer(link, command)));
    }

    private Mono<MailStanding> answer(MailLink link, Command command) {
        return standings
                .of(link)
                .flatMap(standing ->
                        standing instanceof MailStanding.Open(_, var told)
                                ? act(link, command)
                                        .flatMap(outcome -> standing(outcome, link, told))
                                : Mono.just(standing));
    }

    private Mono<MailStanding> standing(ActOutcome outcome, MailLink link, Told told) {
        return switch (outcome) {
            case ActOutcome.Full _ -> Mono.just(new MailStanding.Full(told));
            case ActOutcome.Lapsed _ -> Mono.just(new MailStanding.Withdrawn(told));
            // Who has it now can be read.
            case ActOutcome.Done _,
                    ActOutcome.Unknown _,
                    ActOutcome.HeldByAnother _,
                    ActOutcome.NotRouted _,
                    ActOutcome.Over _,
                    ActOutcome.PartOfAnother _,
                    ActOutcome.GoesOn _,
                    ActOutcome.Accepted _,
                    ActOutcome.Locked _,
                    ActOutcome.NobodyLeft _ ->
                    standings.of(link);
        };
    }

    private Mono<ActOutcome> act(MailLink link, Command command) {
        Caller caller = new Caller(link.tenant(), new Actor.Rep(link.rep().value()));
        return switch (link.act()) {
            case ACCEPT ->
                    acceptLead.handle(
                            new Act(caller, link.lead(), Map.of(), CHANNEL, link.assignment()));
            case DECLINE ->
                    declineLead.handle(
                            new Act(
                                    caller,
                                    link.lead(),
                                    command.reason().isBlank()
                                            ? Map.of()
                                            : Map.of("reason", command.reason()),
                                    CHANNEL,
                                    link.assignment()));
        };
    }
}
