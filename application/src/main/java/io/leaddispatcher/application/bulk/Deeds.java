package io.leaddispatcher.application.bulk;

import io.leaddispatcher.application.outcome.RecordOutcome;
import io.leaddispatcher.application.outcome.ReopenLead;
import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.application.work.ReassignLead;
import io.leaddispatcher.application.work.RerouteLead;
import io.leaddispatcher.application.work.ReturnLead;
import io.leaddispatcher.domain.outcome.OutcomeType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** How each deed is done with one lead: by the act that does it with one alone. */
public final class Deeds {

    private static final Map<String, Object> NO_LEAD =
            Map.of("type", OutcomeType.DISQUALIFIED.name(), "reason", "SPAM");

    private final Map<Deed, Function<Act, Mono<ActOutcome>>> how = new EnumMap<>(Deed.class);

    Deeds(Map<Deed, Function<Act, Mono<ActOutcome>>> how) {
        this.how.putAll(how);
    }

    public static Deeds of(
            ReassignLead reassign,
            ReturnLead giveBack,
            RerouteLead reroute,
            RecordOutcome outcome,
            ReopenLead reopen) {
        return new Deeds(
                Map.of(
                        Deed.REASSIGN, reassign::handle,
                        Deed.RETURN, giveBack::handle,
                        Deed.REROUTE, reroute::handle,
                        Deed.SPAM, act -> outcome.handle(with(act, NO_LEAD)),
                        Deed.REOPEN, reopen::handle));
    }

    private static Act with(Act act, Map<String, Object> document) {
        return new Act(act.caller(), act.lead(), document, act.channel());
    }

    Mono<ActOutcome> act(Deed deed, Act act) {
        return Objects.requireNonNull(how.get(deed), deed.name()).apply(act);
    }
}
