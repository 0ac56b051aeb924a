package io.leaddispatcher.application.slack;

import io.leaddispatcher.application.UseCase;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.dispatch.port.SlackChannel;
import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.slack.Presses.Press;
import io.leaddispatcher.application.work.AcceptLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.DeclineLead;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RecordActivity;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.roster.Roster;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A rep acts on a lead from Slack. Pressing twice, or a request that comes twice, changes nothing
 * the second time: what is acted on is the offer that was shown, and it is acted on while it is
 * open.
 */
@UseCase
public final class ActFromSlack {

    /** What is done. */
    public enum Deed {
        ACCEPT,
        DECLINE,
        REASSIGN,
        /** To whoever has handed it off. */
        GIVE_BACK,
        OUTCOME,
        ACTIVITY
    }

    /**
     * @param user of Slack, who pressed
     * @param offer that was shown
     * @param document what is said about it: the body of the act's route in the API
     */
    public record Command(
            SlackChannel slack, String user, UUID offer, Deed deed, Map<String, ?> document) {}

    private final Presses presses;
    private final AcceptLead acceptLead;
    private final DeclineLead declineLead;
    private final ReassignLead reassignLead;
    private final ReturnLead returnLead;
    private final RecordOutcome recordOutcome;
    private final RecordActivity recordActivity;

    public ActFromSlack(
            Presses presses,
            AcceptLead acceptLead,
            DeclineLead declineLead,
            ReassignLead reassignLead,
            ReturnLead returnLead,
            RecordOutcome recordOutcome,
            RecordActivity recordActivity) {
        this.presses = presses;
        this.acceptLead = acceptLead;
        this.declineLead = declineLead;
        this.reassignLead = reassignLead;
        this.returnLead = returnLead;
        this.recordOutcome = recordOutcome;
        this.recordActivity = recordActivity;
    }

    /** Fails with {@link InvalidInputException} when the document is wrong. */
    public Mono<SlackAnswer> handle(Command command) {
        return presses.of(command.slack(), command.user(), command.offer())
                .flatMap(press ->
                        switch (press) {
                            case Press.Refused(var answer) -> Mono.just(answer);
                            case Press.Own own ->
                                    act(command, own).map(outcome -> answer(outcome, own));
                        });
    }

    private Mono<ActOutcome> act(Command command, Press.Own own) {
        Act act =
                new Act(
                        new Caller(
                                command.slack().tenant(), new Actor.Rep(own.rep().key().value())),
                        own.given().offer().lead(),
                        document(command),
                        "slack",
                        own.given().offer().id());
        return switch (command.deed()) {
            case ACCEPT -> acceptLead.handle(act);
            case DECLINE -> declineLead.handle(act);
            case REASSIGN -> reassignLead.handle(act);
            case GIVE_BACK -> returnLead.handle(act);
            case OUTCOME -> recordOutcome.handle(act);
            case ACTIVITY -> recordActivity.handle(act);
        };
    }

    private static Map<String, ?> document(Command command) {
        if (command.deed() != Deed.GIVE_BACK) {
            return command.document();
        }
        Map<String, Object> document = new LinkedHashMap<>(command.document());
        document.put("toGiver", true);
        return document;
    }

    private static SlackAnswer answer(ActOutcome outcome, Press.Own own) {
        Roster roster = own.roster();
        return switch (outcome) {
            case ActOutcome.Done _ -> new SlackAnswer.Done();
            case ActOutcome.Unknown _ -> new SlackAnswer.Unknown();
            case ActOutcome.HeldByAnother(var holder) -> Presses.notOpen(roster, own.rep(), holder);
            case ActOutcome.Lapsed _ -> Presses.notOpen(roster, own.rep(), null);
            case ActOutcome.Accepted(var holder) ->
                    new SlackAnswer.Accepted(Presses.name(roster, holder));
            case ActOutcome.Locked(var until) ->
                    new SlackAnswer.Locked(until, roster.zoneOf(own.rep()));
            case ActOutcome.Full(var rep) -> new SlackAnswer.Full(Presses.name(roster, rep));
            case ActOutcome.NobodyLeft _ -> new SlackAnswer.NobodyLeft();
            case ActOutcome.NotRouted _,
                    ActOutcome.Over _,
                    ActOutcome.PartOfAnother _,
                    ActOutcome.GoesOn _ ->
                    new SlackAnswer.Over();
        };
    }
}
