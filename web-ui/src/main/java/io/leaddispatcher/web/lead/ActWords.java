package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Words;
import org.jspecify.annotations.Nullable;

/** Says why an act was not done. */
final class ActWords {

    private ActWords() {}

    static @Nullable String of(@Nullable ActOutcome outcome, Names names, Words words) {
        return switch (outcome) {
            case null -> null;
            case ActOutcome.Done _ -> null;
            case ActOutcome.HeldByAnother(var holder) when holder != null ->
                    words.say("act.refused.held", names.rep(holder.value()));
            case ActOutcome.HeldByAnother _ -> words.say("act.refused.nobody");
            case ActOutcome.Unknown _ -> words.say("act.refused.unknown");
            case ActOutcome.NotRouted _ -> words.say("act.refused.new");
            case ActOutcome.Over _ -> words.say("act.refused.over");
            case ActOutcome.PartOfAnother _ -> words.say("act.refused.merged");
            case ActOutcome.GoesOn _ -> words.say("act.refused.goes-on");
            case ActOutcome.Accepted(RepKey holder) ->
                    words.say("act.refused.accepted", names.rep(holder.value()));
            case ActOutcome.Locked(var until) ->
                    words.say("act.refused.locked", words.when(until).text());
            case ActOutcome.Lapsed _ -> words.say("act.refused.lapsed");
            case ActOutcome.Full(RepKey rep) ->
                    words.say("act.refused.full", names.rep(rep.value()));
            case ActOutcome.NobodyLeft _ -> words.say("act.refused.nobody-left");
        };
    }
}
