package io.leaddispatcher.web.connection;

import static io.leaddispatcher.web.connection.WhoIsWho.OWNERS;

import io.leaddispatcher.application.crm.ShowCrmOwners;
import io.leaddispatcher.application.crm.ShowCrmOwners.Standing;
import io.leaddispatcher.application.crm.port.CrmOwners.CrmOwner;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.connection.WhoIsWhoView.Choosing;
import io.leaddispatcher.web.connection.WhoIsWhoView.Others;
import io.leaddispatcher.web.connection.WhoIsWhoView.Person;
import io.leaddispatcher.web.layout.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words which owners of a CRM the reps are. */
final class CrmOwnersView {

    private static final int MOST_SHOWN = 25;
    private static final Set<String> DONE = Set.of("linked", "unlinked");
    private static final Set<String> NOT_DONE = Set.of("stale", "no-owner", "taken", "refused");

    private CrmOwnersView() {}

    static WhoIsWhoView all(
            String connection, ShowCrmOwners.View view, @Nullable String done, Words words) {
        return view(connection, view, view.reps(), null, done, words);
    }

    /** For one rep; empty when there is no such active rep. */
    static Optional<WhoIsWhoView> one(
            String connection,
            ShowCrmOwners.View view,
            RepKey rep,
            String looked,
            @Nullable String done,
            Words words) {
        return view.reps().stream()
                .filter(line -> line.rep().equals(rep))
                .findFirst()
                .map(line ->
                        view(
                                connection,
                                view,
                                List.of(line),
                                choosing(line, view, looked, words),
                                done,
                                words));
    }

    private static WhoIsWhoView view(
            String connection,
            ShowCrmOwners.View view,
            List<ShowCrmOwners.Line> lines,
            @Nullable Choosing choice,
            @Nullable String done,
            Words words) {
        String system = view.type().equals("crm") ? "CRM" : ConsentPanel.system(view.type());
        boolean good = done != null && DONE.contains(done);
        return new WhoIsWhoView(
                connection,
                system,
                OWNERS.path(connection),
                OWNERS.field(),
                words.say("crm.owners.of", system),
                words.say("crm.owners.lead", system),
                words.say("crm.owners.none"),
                view.problem() == null
                        ? null
                        : words.say("crm.owners.problem", system, view.problem()),
                WhoIsWho.tally(
                        Standing.class,
                        lines.stream().map(ShowCrmOwners.Line::standing).toList(),
                        "crm.tally",
                        words),
                good || (done != null && NOT_DONE.contains(done))
                        ? words.say("crm.owners.done." + done, system)
                        : null,
                good ? "good" : "bad",
                lines.stream().map(line -> line(line, words)).toList(),
                view.others().isEmpty()
                        ? null
                        : new Others(
                                words.say("crm.owners.others", view.others().size(), system),
                                people(view.others())),
                choice);
    }

    private static Choosing choosing(
            ShowCrmOwners.Line line, ShowCrmOwners.View view, String looked, Words words) {
        String lower = looked.toLowerCase(Locale.ROOT);
        List<CrmOwner> found = view.others().stream().filter(one -> fits(one, lower)).toList();
        return new Choosing(
                line.rep().value(),
                line.name(),
                line.version(),
                looked,
                people(found),
                words.say("crm.owner.nobody"),
                found.size() > MOST_SHOWN
                        ? words.say("crm.owners.more", found.size() - MOST_SHOWN)
                        : null);
    }

    private static boolean fits(CrmOwner owner, String lower) {
        return Stream.of(owner.name(), owner.email(), owner.id())
                .anyMatch(text -> text != null && text.toLowerCase(Locale.ROOT).contains(lower));
    }

    private static List<Person> people(List<CrmOwner> owners) {
        return owners.stream()
                .limit(MOST_SHOWN)
                .map(owner -> new Person(owner.id(), owner.name(), owner.email(), null))
                .toList();
    }

    private static WhoIsWhoView.Line line(ShowCrmOwners.Line line, Words words) {
        CrmOwner owner = line.owner();
        return new WhoIsWhoView.Line(
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
