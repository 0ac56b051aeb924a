package io.leaddispatcher.domain.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * Something that a rep is to be told.
 *
 * @param choices the rep's
 * @param zone the rep's
 */
public record Notice(NoticeKind kind, NotificationChoices choices, ZoneId zone, Instant at) {

    /**
     * By which ways it goes out. Empty: the rep does not want to be told.
     *
     * <p>What a rule names holds, and the rep can add to it. A lead that is offered always goes out
     * by at least one way: when nothing of what was named or chosen can be used, by Slack, or else
     * by mail; and mail stands in for Slack where there is none. In quiet hours it makes no noise
     * on a device.
     *
     * @param named by the rule; none: the rule says nothing about it
     * @param usable the ways there are to this rep
     */
    public Set<Way> ways(Set<Way> named, Set<Way> usable) {
        Set<Way> wanted = EnumSet.noneOf(Way.class);
        wanted.addAll(named);
        choices.of(kind).ifPresent(wanted::addAll);
        if (!kind.mustReach() && wanted.isEmpty()) {
            boolean muted = choices.of(kind).isPresent() || !kind.usual();
            return muted ? Set.of() : fallback(usable);
        }
        if (kind.mustReach() && isQuiet()) {
            wanted.remove(Way.PUSH);
        }
        if (wanted.contains(Way.SLACK) && !usable.contains(Way.SLACK)) {
            wanted.add(Way.EMAIL);
        }
        wanted.retainAll(usable);
        return wanted.isEmpty() ? fallback(usable) : Set.copyOf(wanted);
    }

    private static Set<Way> fallback(Set<Way> usable) {
        if (usable.contains(Way.SLACK)) {
            return Set.of(Way.SLACK);
        }
        return usable.contains(Way.EMAIL) ? Set.of(Way.EMAIL) : Set.of();
    }

    /** When it goes out: what can wait waits for the end of quiet hours. */
    public Instant dueAt() {
        return kind.mustReach() || choices.quiet() == null ? at : choices.quiet().end(at, zone);
    }

    private boolean isQuiet() {
        return choices.quiet() != null && choices.quiet().covers(at, zone);
    }
}
