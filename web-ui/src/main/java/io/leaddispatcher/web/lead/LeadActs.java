package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.LeadDetailView;
import io.leaddispatcher.application.work.ActOutcome;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.WhyNot;
import io.leaddispatcher.web.layout.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the reader can do with a lead.
 *
 * @param giver who has handed it off and can have it back; null when nobody has
 * @param assignment the offer that the page shows, which an answer is meant for
 * @param holder who has it or is asked, when that is not the reader
 * @param claim whether to accept is to take it from its queue
 * @param override whether a lock can be overlooked that stands in the way
 * @param refusal why what was just wished for was not done
 * @param reps who it can be given to
 */
record LeadActs(
        String lead,
        @Nullable String assignment,
        @Nullable String holder,
        @Nullable String self,
        boolean accept,
        boolean claim,
        boolean decline,
        boolean giveBack,
        @Nullable String giver,
        boolean reassign,
        boolean reroute,
        boolean override,
        boolean handOff,
        boolean log,
        boolean outcome,
        boolean reopen,
        boolean merge,
        List<Choice> reps,
        List<Choice> pools,
        List<Choice> queues,
        @Nullable String refusal) {

    record Choice(String key, String name) {}

    private static final Set<String> ENDING = Set.of("OUTCOME_RECORDED", "LEAD_REOPENED");

    /** Whether there is anything to do. */
    public boolean isAny() {
        return accept || decline || giveBack || reassign || reroute || handOff || log || outcome
                || reopen;
    }

    /** Whether what the lead says can be corrected. */
    public boolean isEdit() {
        return log;
    }

    /** Whether it can be made one with another lead. */
    public boolean isMerge() {
        return merge;
    }

    public List<String> getActivities() {
        return List.of("CALL", "EMAIL", "SMS", "MEETING", "NOTE");
    }

    public List<String> getOutcomes() {
        return Arrays.stream(OutcomeType.values()).map(OutcomeType::name).toList();
    }

    public List<String> getHandoffs() {
        return List.of("SUPPORT", "SALES", "NURTURE", "PARTNER");
    }

    /** Why it is declined most often. */
    public List<String> getDeclines() {
        return WhyNot.DECLINED;
    }

    /** Why it is given back; the rest is no turn of the rep's. */
    public List<String> getReturns() {
        return WhyNot.RETURNED;
    }

    /** Whether the form of an act is there, to show again what was typed into it. */
    boolean shows(String act) {
        return switch (act) {
            case "decline" -> decline;
            case "activities" -> log;
            case "outcomes" -> outcome;
            case "return" -> giveBack;
            case "giveback" -> giver != null;
            case "reassign" -> reassign;
            case "reroute" -> reroute;
            case "reopen" -> reopen;
            case "handoff" -> handOff;
            default -> false;
        };
    }

    static LeadActs of(
            LeadDetailView detail, Actor actor, @Nullable ActOutcome outcome, Words words) {
        Tree lead = Tree.of(detail.document());
        Situation situation = Situation.of(detail, lead, actor);
        // What is part of another lead is left to that one.
        boolean own = lead.tree("merged").isEmpty();
        boolean mayAct = own && situation.mayAct();
        return new LeadActs(
                lead.text("id", ""),
                situation.assignment(),
                situation.holder() == null || situation.mine()
                        ? null
                        : new Names(detail.names(), words).rep(situation.holder()),
                situation.forOneself() ? situation.self() : null,
                (situation.offered() && mayAct) || (own && situation.claimable()),
                own && situation.claimable(),
                situation.offered() && mayAct,
                situation.held() && mayAct,
                situation.held() && mayAct
                        ? giver(lead, situation, new Names(detail.names(), words))
                        : null,
                own && situation.placed() && (situation.workable() || (situation.held() && mayAct)),
                situation.placed() && !situation.accepted() && mayAct,
                situation.locked() && actor.may(Permission.OVERRIDE_LOCKS),
                situation.held() && mayAct,
                situation.known() && mayAct,
                situation.known() && mayAct,
                situation.isClosed(detail) && mayAct,
                situation.known() && mayAct,
                choices(detail.names(), "rep/"),
                choices(detail.names(), "pool/"),
                choices(detail.names(), "queue/"),
                ActWords.of(outcome, new Names(detail.names(), words), words));
    }

    /** Of the latest handoff that somebody has taken. */
    private static @Nullable String giver(Tree lead, Situation situation, Names names) {
        return lead.trees("handoffs").stream()
                .filter(passedOn -> passedOn.text("state", "").equals("TAKEN"))
                .map(passedOn -> passedOn.text("from"))
                .flatMap(Stream::ofNullable)
                .filter(from -> !from.equals(situation.holder()))
                .reduce((_, latest) -> latest)
                .map(names::rep)
                .orElse(null);
    }

    /**
     * Where the lead stands for whoever reads.
     *
     * @param holder who has it or is asked alone
     * @param assignment the offer that is open for the reader, or by which somebody has it
     * @param workable whether the reader may act on it though somebody else has it, or nobody
     * @param claimable whether the reader may take it out of the queue in which it waits
     * @param self the rep that the reader is
     * @param asked whether the reader is one of several who are asked
     */
    private record Situation(
            String status,
            @Nullable String state,
            @Nullable String holder,
            @Nullable String assignment,
            boolean locked,
            boolean workable,
            boolean claimable,
            @Nullable String self,
            boolean asked) {

        static Situation of(LeadDetailView detail, Tree lead, Actor actor) {
            Tree present = lead.tree("assignment");
            String self =
                    actor.ownRep().filter(_ -> actor.may(Permission.WORK_OWN_LEADS)).orElse(null);
            Tree own =
                    lead.trees("assignments").stream()
                            .filter(each -> "OFFERED".equals(each.text("state")))
                            .filter(each -> each.text("repKey", "").equals(self))
                            .findFirst()
                            .orElse(Tree.of(null));
            return new Situation(
                    lead.text("status", "NEW"),
                    present.text("state"),
                    present.text("repKey"),
                    own.isEmpty() ? present.text("id") : own.text("id"),
                    present.text("lockedUntil") != null,
                    detail.workable(),
                    detail.claimable(),
                    self,
                    !own.isEmpty());
        }

        boolean mine() {
            return asked || (holder != null && holder.equals(self));
        }

        /** Else it is done in the name of whoever has it. */
        boolean forOneself() {
            return asked || claimable;
        }

        boolean mayAct() {
            return workable || mine();
        }

        boolean known() {
            return !status.equals("NEW") && (workable || status.equals("ASSIGNED"));
        }

        boolean placed() {
            return switch (status) {
                case "ASSIGNED", "QUEUED", "REJECTED" -> true;
                default -> false;
            };
        }

        /** Somebody has it or is asked alone; of several nobody can be spoken for. */
        boolean held() {
            return status.equals("ASSIGNED") && holder != null;
        }

        boolean offered() {
            return status.equals("ASSIGNED")
                    && "OFFERED".equals(state)
                    && (holder != null || asked);
        }

        /** By what was said of it, which can be taken back; else its CRM has ended it. */
        boolean isClosed(LeadDetailView detail) {
            return status.equals("COMPLETED")
                    && detail.timeline().stream()
                            .map(Tree::of)
                            .filter(event -> ENDING.contains(event.text("type", "")))
                            .reduce((_, latest) -> latest)
                            .filter(Closing::isEnd)
                            .isPresent();
        }

        boolean accepted() {
            return "ACCEPTED".equals(state);
        }
    }

    private static List<Choice> choices(Map<String, String> names, String kind) {
        return names.entrySet().stream()
                .filter(each -> each.getKey().startsWith(kind))
                .map(each -> new Choice(each.getKey().substring(kind.length()), each.getValue()))
                .sorted(Comparator.comparing(Choice::name).thenComparing(Choice::key))
                .toList();
    }
}
