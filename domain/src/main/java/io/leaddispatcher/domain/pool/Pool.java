package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_FIELD;
import static io.leaddispatcher.domain.document.Violation.Code.UNKNOWN_REFERENCE;

import com.google.common.collect.Sets;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.outcome.NoShow;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who may get a lead and how it is shared out.
 *
 * @param members in the order of the list
 * @param respect what is heeded before a member gets a lead; everything unless sent
 * @param skillMatch a hard filter, except for {@link Strategy#BEST_MATCH}, where it is the score
 * @param catchUp how many turns lost while away a member may at most catch up
 * @param countsOwnerAssignments whether leads that reach a member past the pool count as turns
 * @param creditNoShow whether a lead that did not come to its meeting gives the turn back
 */
public record Pool(
        PoolKey key,
        String name,
        Strategy strategy,
        List<PoolMember> members,
        Set<Respect> respect,
        List<SkillMatch> skillMatch,
        int catchUp,
        Cycle cycle,
        boolean countsOwnerAssignments,
        boolean creditNoShow) {

    public static final int MOST_MEMBERS = 1000;
    public static final int MOST_CATCH_UP = 1000;

    public Pool {
        members = List.copyOf(members);
        respect = Sets.immutableEnumSet(respect);
        skillMatch = List.copyOf(skillMatch);
    }

    /**
     * Reads the document of a pool. What is wrong is added to the part's violations; the value is
     * to be used only when there are none.
     *
     * @param knownField whether leads have a field of this path
     */
    public static Pool read(
            PoolKey key, Part document, Predicate<RepKey> knownRep, Predicate<String> knownField) {
        document.requireObject();
        document.ignore("key");
        Pool pool =
                new Pool(
                        key,
                        document.requiredText("name").orElse(""),
                        strategy(document),
                        members(document, knownRep),
                        respect(document),
                        skillMatch(document, knownField),
                        document.integer("catchUp", 0, MOST_CATCH_UP).orElse(0),
                        document.oneOf("cycle", Cycle.class).orElse(Cycle.EVER),
                        document.flag("countsOwnerAssignments", false),
                        document.flag("creditNoShow", false));
        document.refuseUnknown();
        return pool;
    }

    public Optional<PoolMember> member(RepKey rep) {
        return members.stream().filter(member -> member.rep().equals(rep)).findFirst();
    }

    /**
     * Where a member is in the list, from 0; −1 for somebody who is no member.
     *
     * @param near where to begin to look
     */
    int place(RepKey rep, int near) {
        for (int step = 0; step < members.size(); step++) {
            int place = (near + step) % members.size();
            if (members.get(place).rep().equals(rep)) {
                return place;
            }
        }
        return -1;
    }

    /** The weight that the strategy heeds: 1 for everybody when it deals in equal turns. */
    public int weightOf(PoolMember member) {
        return strategy.countsWeights() ? member.weight() : 1;
    }

    /**
     * Whether a lead was no turn after all, by what has come of it.
     *
     * @param told in the order in which it was told
     */
    public boolean givesBack(List<Outcome> told) {
        return told.stream().anyMatch(Outcome::saysItWasNone)
                || (creditNoShow && NoShow.stands(told.stream().map(Outcome::type).toList()));
    }

    private static Strategy strategy(Part document) {
        return document.requiredProperty("strategy")
                .flatMap(sent -> sent.asOneOf(Strategy.class))
                .orElse(Strategy.ROUND_ROBIN);
    }

    private static List<PoolMember> members(Part document, Predicate<RepKey> knownRep) {
        Optional<Part> list = document.property("members");
        List<Part> items = list.map(Part::items).orElse(List.of());
        if (items.size() > MOST_MEMBERS) {
            list.orElseThrow()
                    .violation(
                            OUT_OF_RANGE, "must have at most %d members".formatted(MOST_MEMBERS));
        }
        List<PoolMember> members = new ArrayList<>();
        Set<RepKey> seen = new HashSet<>();
        for (int place = 1; place <= items.size(); place++) {
            member(items.get(place - 1), place, seen, knownRep).ifPresent(members::add);
        }
        return members;
    }

    private static Optional<PoolMember> member(
            Part item, int place, Set<RepKey> seen, Predicate<RepKey> knownRep) {
        if (!item.requireObject()) {
            return Optional.empty();
        }
        Optional<Part> at = item.requiredProperty("rep");
        Optional<RepKey> rep = at.flatMap(part -> part.parsed("rep " + Key.ALLOWED, RepKey::new));
        int weight = item.integer("weight", 1, PoolMember.MOST_WEIGHT).orElse(1);
        int priority = item.integer("priority", 1, MOST_MEMBERS).orElse(place);
        item.refuseUnknown();
        rep.ifPresent(key -> {
            if (!seen.add(key)) {
                at.orElseThrow()
                        .violation(DUPLICATE, "'%s' is in this pool already".formatted(key));
            } else if (!knownRep.test(key)) {
                at.orElseThrow()
                        .violation(UNKNOWN_REFERENCE, "there is no rep '%s'".formatted(key));
            }
        });
        return rep.map(key -> new PoolMember(key, weight, priority));
    }

    private static Set<Respect> respect(Part document) {
        Optional<Part> sent = document.property("respect");
        if (sent.isEmpty()) {
            return EnumSet.allOf(Respect.class);
        }
        Set<Respect> respect = EnumSet.noneOf(Respect.class);
        for (Part item : sent.get().items()) {
            item.asOneOf(Respect.class)
                    .filter(name -> !respect.add(name))
                    .ifPresent(name -> item.violation(DUPLICATE, name + " is named already"));
        }
        return respect;
    }

    private static List<SkillMatch> skillMatch(Part document, Predicate<String> knownField) {
        List<SkillMatch> matches = new ArrayList<>();
        for (Part item : document.items("skillMatch")) {
            if (item.requireObject()) {
                Optional<String> skill = item.requiredText("skill");
                Optional<String> field = item.requiredText("equals");
                // A lead that misses the field filters nobody: a name misspelt would let all pass.
                field.filter(path -> !knownField.test(path))
                        .flatMap(_ -> item.property("equals"))
                        .ifPresent(part ->
                                part.violation(
                                        UNKNOWN_FIELD,
                                        "there is no field '%s'".formatted(part.value())));
                item.refuseUnknown();
                skill.ifPresent(
                        name -> field.ifPresent(path -> matches.add(new SkillMatch(name, path))));
            }
        }
        return matches;
    }
}
