package io.leaddispatcher.domain.roster;

import static io.leaddispatcher.domain.document.Violation.Code.DUPLICATE;

import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.document.Part;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reps who work together.
 *
 * @param members in the order sent
 * @param timeZone null when the workspace's is good enough
 * @param workingHours of members without hours of their own; null is always
 * @param holidays days on which the members do not work, if any
 * @param digest when the team gets a summary; null: never
 */
public record Team(
        TeamKey key,
        String name,
        Set<RepKey> members,
        @Nullable RepKey manager,
        @Nullable ZoneId timeZone,
        @Nullable WorkingHours workingHours,
        @Nullable HolidayCalendar holidays,
        @Nullable String slackChannel,
        @Nullable TeamDigest digest) {

    public Team {
        members = ImmutableSet.copyOf(members);
    }

    /** Whether it is a team of this rep's: as a member, or as who manages it. */
    public boolean isOf(RepKey rep) {
        return members.contains(rep) || rep.equals(manager);
    }

    /**
     * Reads the body of {@code /teams/{key}}. Empty when the violations leave no team to speak of.
     *
     * @param known whether a rep of this key exists
     */
    public static Optional<Team> read(TeamKey key, Part document, Predicate<RepKey> known) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        Set<RepKey> members = readMembers(document, known);
        RepKey manager =
                document.property("manager")
                        .flatMap(part -> RepKey.reference(part, known))
                        .orElse(null);
        ZoneId timeZone = document.zone("timeZone").orElse(null);
        WorkingHours hours =
                document.property("workingHours").flatMap(WorkingHours::read).orElse(null);
        HolidayCalendar holidays =
                document.property("holidays").flatMap(HolidayCalendar::read).orElse(null);
        String slackChannel = document.text("slackChannel").orElse(null);
        TeamDigest digest = document.property("digest").flatMap(TeamDigest::read).orElse(null);
        document.ignore("key", "load");
        document.refuseUnknown();
        return name.map(text ->
                new Team(
                        key,
                        text,
                        members,
                        manager,
                        timeZone,
                        hours,
                        holidays,
                        slackChannel,
                        digest));
    }

    private static Set<RepKey> readMembers(Part document, Predicate<RepKey> known) {
        Set<RepKey> members = new LinkedHashSet<>();
        for (Part item : document.items("members")) {
            RepKey.reference(item, known)
                    .filter(member -> !members.add(member))
                    .ifPresent(twice ->
                            item.violation(DUPLICATE, "'%s' is named twice".formatted(twice)));
        }
        return members;
    }
}
