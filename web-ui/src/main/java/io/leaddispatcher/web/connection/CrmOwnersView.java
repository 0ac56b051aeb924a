package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.crm.ShowCrmOwners;
import io.leaddispatcher.application.crm.ShowCrmOwners.Standing;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which owners of a CRM the reps are.
 *
 * @param problem why not everybody is known; null when everybody is
 * @param tally how many reps are known how, in words
 * @param others how many owners there are nobody here, in words; null when none
 * @param note what has just been done, or why not; null when nothing was
 * @param choice of somebody for one rep; null where all are shown
 */
record CrmOwnersView(
        String connection,
        String system,
        @Nullable String problem,
        List<String> tally,
        @Nullable String others,
        List<Person> strangers,
        @Nullable String note,
        String tone,
        List<Line> lines,
        @Nullable Choosing choice) {

    /**
     * A rep.
     *
     * @param who whom they are there; null when nobody knows
     * @param why why it is so, where that is not plain; null where it is
     */
    record Line(
            String key,
            String name,
            String email,
            String state,
            String tone,
            @Nullable String who,
            @Nullable String why,
            boolean linked) {}

    /**
     * @param version of the rep, which must still hold when somebody is chosen
     * @param more how many more there are, in words; null when all are shown
     */
    record Choosing(
            String rep,
            String name,
            long version,
            String words,
            List<Person> people,
            @Nullable String more) {}

    /**
     * @param taken the name of the rep who it is already, in a sentence; null when none is
     */
    record Person(String id, String name, @Nullable String email, @Nullable String taken) {}

    private static final int MOST_SHOWN = 25;
    private static final Set<String> DONE = Set.of("linked", "unlinked");
    private static final Set<String> NOT_DONE = Set.of("stale", "no-owner", "taken", "refused");

    static CrmOwnersView of(
            String connection, ShowCrmOwners.View view, @Nullable String done, Words words) {
        String system = view.type().equals("crm") ? "CRM" : ConsentPanel.system(view.type());
        boolean good = done != null && DONE.contains(done);
        return new CrmOwnersView(
                connection,
                system,
                view.problem() == null
                        ? null
                        : words.say("crm.owners.problem", system, view.problem()),
                tally(view.reps(), words),
                view.others().isEmpty()
                        ? null
                        : words.say("crm.owners.others", view.others().size(), system),
                view.others().stream().limit(MOST_SHOWN).map(CrmOwnersView::stranger).toList(),
                good || (done != null && NOT_DONE.contains(done))
                        ? words.say("crm.owners.done." + done, system)
                        : null,
                good ? "good" : "bad",
                view.reps().stream().map(line -> line(line, words)).toList(),
                null);
    }

    /** For one rep; empty when there is no such active rep. */
    Optional<CrmOwnersView> choosing(
            RepKey rep, ShowCrmOwners.View view, String looked, Words words) {
        return view.reps().stream()
                .filter(line -> line.rep().equals(rep))
                .findFirst()
                .map(line -> {
                    String lower = looked.toLowerCase(Locale.ROOT);
                    List<CrmOwner> found =
                            view.others().stream().filter(one -> fits(one, lower)).toList();
                    return new CrmOwnersView(
                            connection,
                            system,
                            problem,
                            tally,
                            others,
                            strangers,
                            note,
                            tone,
                            List.of(line(line, words)),
                            new Choosing(
                                    rep.value(),
                                    line.name(),
                                    line.version(),
                                    looked,
                                    found.stream()
                                            .limit(MOST_SHOWN)
                                            .map(CrmOwnersView::stranger)
                                            .toList(),
                                    found.size() > MOST_SHOWN
                                            ? words.say(
                                                    "crm.owners.more", found.size() - MOST_SHOWN)
                                            : null));
                });
    }

    private static boolean fits(CrmOwner owner, String lower) {
        return Stream.of(owner.name(), owner.email(), owner.id())
                .anyMatch(text -> text != null && text.toLowerCase(Locale.ROOT).contains(lower));
    }

    private static Person stranger(CrmOwner owner) {
        return new Person(owner.id(), owner.name(), owner.email(), null);
    }

    private static List<String> tally(List<ShowCrmOwners.Line> lines, Words words) {
        List<String> tally = new ArrayList<>();
        for (Standing standing : Standing.values()) {
            long count = lines.stream().filter(line -> line.standing() == standing).count();
            if (count > 0) {
                tally.add(words.number(count) + " " + words.say("crm.tally." + standing));
            }
        }
        return List.copyOf(tally);
    }

    private static Line line(ShowCrmOwners.Line line, Words words) {
        CrmOwner owner = line.owner();
        return new Line(
                line.rep().value(),
                line.name(),
                line.email(),
                words.say("crm.owner.state." + line.standing()),
                switch (line.standing()) {
                    case CHOSEN, BY_EMAIL -> "good";
                    case GONE, NOT_FOUND -> "bad";
                    case UNKNOWN -> "calm";
                },
                owner == null ? line.chosen() : owner.name(),
                switch (line.standing()) {
                    case CHOSEN, BY_EMAIL -> null;
                    case GONE, NOT_FOUND, UNKNOWN -> words.say("crm.owner.why." + line.standing());
                },
                line.chosen() != null);
    }
}
