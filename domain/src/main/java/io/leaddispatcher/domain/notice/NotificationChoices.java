package io.leaddispatcher.domain.notice;

import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import io.leaddispatcher.domain.document.Part;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which ways a rep wants to be told.
 *
 * @param ways of each kind about which the rep has chosen something; none at all of a kind: the rep
 *     does not want to be told
 * @param digestAt when the mail about the day is sent, by the clocks of the rep's zone; null: never
 */
public record NotificationChoices(
        Map<NoticeKind, Set<Way>> ways, @Nullable QuietHours quiet, @Nullable LocalTime digestAt) {

    /** Nothing was chosen. */
    public static final NotificationChoices NONE = new NotificationChoices(Map.of(), null, null);

    private static final String QUIET = "quietHours";
    private static final String DIGEST = "digestAt";

    public NotificationChoices {
        ways =
                Maps.immutableEnumMap(
                        Maps.<NoticeKind, Set<Way>, Set<Way>>transformValues(
                                ways, Sets::immutableEnumSet));
    }

    /** Reads {@code {"newLead":["SLACK","PUSH"],"quietHours":{…},"digestAt":"08:00"}}. */
    public static NotificationChoices read(Part document) {
        if (!document.requireObject()) {
            return NONE;
        }
        Map<NoticeKind, Set<Way>> ways = new EnumMap<>(NoticeKind.class);
        for (NoticeKind kind : NoticeKind.values()) {
            document.property(kind.property())
                    .ifPresent(part -> ways.put(kind, Set.copyOf(ways(part))));
        }
        QuietHours quiet = document.property(QUIET).flatMap(QuietHours::read).orElse(null);
        LocalTime digest = document.property(DIGEST).flatMap(ClockTimes::read).orElse(null);
        document.refuseUnknown();
        return new NotificationChoices(ways, quiet, digest);
    }

    private static List<Way> ways(Part part) {
        return part.items().stream().flatMap(item -> item.asOneOf(Way.class).stream()).toList();
    }

    /** As it is written in the rep's document; empty when nothing was chosen. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        ways.forEach((kind, chosen) ->
                document.put(
                        kind.property(), new ArrayList<>(chosen.stream().map(Way::name).toList())));
        if (quiet != null) {
            document.put(
                    QUIET,
                    Map.of(
                            "from", ClockTimes.spelled(quiet.from()),
                            "until", ClockTimes.spelled(quiet.until())));
        }
        if (digestAt != null) {
            document.put(DIGEST, ClockTimes.spelled(digestAt));
        }
        return document;
    }

    /** The same without the mail about the day. */
    public NotificationChoices withoutDigest() {
        return new NotificationChoices(ways, quiet, null);
    }

    /** The same, in which a kind comes by one way more, besides what it comes by now. */
    public NotificationChoices with(NoticeKind kind, Way way, Way usual) {
        Map<NoticeKind, Set<Way>> more = new EnumMap<>(NoticeKind.class);
        more.putAll(ways);
        Set<Way> present = ways.getOrDefault(kind, kind.usual() ? Set.of(usual) : Set.of());
        more.put(kind, Sets.union(present, Set.of(way)).immutableCopy());
        return new NotificationChoices(more, quiet, digestAt);
    }

    /** What was chosen for a kind. */
    public Optional<Set<Way>> of(NoticeKind kind) {
        return Optional.ofNullable(ways.get(kind));
    }

    /** Whether anything is wished for by this way. */
    public boolean asksFor(Way way) {
        return ways.values().stream().anyMatch(each -> each.contains(way));
    }
}
