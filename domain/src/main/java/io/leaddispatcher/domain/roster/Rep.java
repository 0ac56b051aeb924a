package io.leaddispatcher.domain.roster;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.notice.NotificationChoices;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can be given work.
 *
 * @param timeZone null when the team's zone or the workspace's is good enough
 * @param workingHours null when the team's hold
 * @param skills what the rep can, by kind of skill ({@code language}: {@code de}, {@code en}); the
 *     texts are {@link TextFolding folded}
 * @param active false once the rep has left: never chosen, not even when nobody else is there
 * @param paused takes no new work for the moment, by choice
 * @param crmOwnerIds the rep's owner id in each CRM, by connection
 * @param notifications by which ways the rep wants to be told
 */
public record Rep(
        RepKey key,
        String name,
        String email,
        Role role,
        @Nullable ZoneId timeZone,
        @Nullable WorkingHours workingHours,
        Map<String, Set<String>> skills,
        Capacity capacity,
        boolean active,
        boolean paused,
        List<OutOfOffice> outOfOffice,
        @Nullable String slackUserId,
        @Nullable String phone,
        Map<ConnectionKey, String> crmOwnerIds,
        NotificationChoices notifications) {

    public Rep {
        skills =
                skills.entrySet().stream()
                        .collect(
                                toImmutableMap(Map.Entry::getKey, kind -> folded(kind.getValue())));
        outOfOffice = List.copyOf(outOfOffice);
        crmOwnerIds = ImmutableMap.copyOf(crmOwnerIds);
    }

    /**
     * Reads the body of {@code /reps/{key}}. Empty when the violations leave no rep to speak of.
     *
     * @param known whether a rep of this key exists, for delegates
     */
    public static Optional<Rep> read(RepKey key, Part document, Predicate<RepKey> known) {
        if (!document.requireObject()) {
            return Optional.empty();
        }
        Optional<String> name = document.requiredText("name");
        Optional<String> email = document.requiredProperty("email").flatMap(EmailSpelling::read);
        Role role = document.oneOf("role", Role.class).orElse(Role.REP);
        ZoneId timeZone = document.zone("timeZone").orElse(null);
        WorkingHours hours =
                document.property("workingHours").flatMap(WorkingHours::read).orElse(null);
        Map<String, Set<String>> skills =
                document.property("skills").map(Rep::readSkills).orElse(ImmutableMap.of());
        Capacity capacity =
                document.property("capacity").map(Capacity::read).orElse(Capacity.UNLIMITED);
        boolean active = document.flag("active", true);
        boolean paused = document.flag("paused", false);
        List<OutOfOffice> outOfOffice =
                document.items("outOfOffice").stream()
                        .flatMap(item -> OutOfOffice.read(key, item, known).stream())
                        .toList();
        String slackUserId = document.text("slackUserId").orElse(null);
        String phone = document.text("phone").orElse(null);
        Map<ConnectionKey, String> owners =
                document.property("crmOwnerIds").map(Rep::readOwnerIds).orElse(ImmutableMap.of());
        NotificationChoices notifications =
                document.property("notifications")
                        .map(NotificationChoices::read)
                        .orElse(NotificationChoices.NONE);
        document.ignore("key", "load", "bounce");
        document.refuseUnknown();
        if (name.isEmpty() || email.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Rep(
                        key,
                        name.get(),
                        email.get(),
                        role,
                        timeZone,
                        hours,
                        skills,
                        capacity,
                        active,
                        paused,
                        outOfOffice,
                        slackUserId,
                        phone,
                        owners,
                        notifications));
    }

    public boolean isOutOfOffice(Instant at) {
        for (OutOfOffice absence : outOfOffice) {
            if (absence.covers(at)) {
                return true;
            }
        }
        return false;
    }

    /** How much the rep can take at an instant: less in an hour for a while after an absence. */
    public Capacity capacityAt(Instant at) {
        return rampEnd(at).isPresent() ? capacity.ramped() : capacity;
    }

    /** When the ramp after an absence ends, while one lasts. */
    public Optional<Instant> rampEnd(Instant at) {
        Ramp ramp = capacity.ramp();
        if (ramp == null) {
            return Optional.empty();
        }
        return outOfOffice.stream()
                .filter(absence -> !at.isBefore(absence.to()))
                .map(ramp::endAfter)
                .filter(at::isBefore)
                .max(Instant::compareTo);
    }

    /** Who takes the work of one who is out of office; empty when nobody was named. */
    public Optional<RepKey> delegateAt(Instant at) {
        return outOfOffice.stream()
                .filter(absence -> absence.covers(at))
                .map(OutOfOffice::delegate)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * Whether the rep has one of these skills; none of none.
     *
     * @param skill the kind, exactly as configured ({@code language})
     * @param folded texts that went through {@link TextFolding#fold}
     */
    public boolean hasAnySkill(String skill, Collection<String> folded) {
        Set<String> mine = skills.getOrDefault(skill, Set.of());
        return folded.stream().anyMatch(mine::contains);
    }

    private static Set<String> folded(Set<String> texts) {
        return texts.stream().map(TextFolding::fold).collect(toImmutableSet());
    }

    private static Map<String, Set<String>> readSkills(Part part) {
        if (!part.requireObject()) {
            return ImmutableMap.of();
        }
        ImmutableMap.Builder<String, Set<String>> skills = ImmutableMap.builder();
        for (String name : part.names()) {
            if (name.isBlank()) {
                part.violation(REQUIRED, "the name of a skill must not be blank");
            }
            skills.put(name, ImmutableSet.copyOf(part.texts(name)));
        }
        return skills.buildOrThrow();
    }

    private static Map<ConnectionKey, String> readOwnerIds(Part part) {
        if (!part.requireObject()) {
            return ImmutableMap.of();
        }
        ImmutableMap.Builder<ConnectionKey, String> owners = ImmutableMap.builder();
        for (String name : part.names()) {
            if (Key.isValid(name)) {
                part.text(name).ifPresent(id -> owners.put(new ConnectionKey(name), id));
            } else {
                part.violations()
                        .add(part.child(name), MALFORMED, "a connection's key " + Key.ALLOWED);
            }
        }
        return owners.buildOrThrow();
    }
}
