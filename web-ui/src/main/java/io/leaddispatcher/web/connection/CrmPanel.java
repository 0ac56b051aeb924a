package io.leaddispatcher.web.connection;

import io.leaddispatcher.application.connection.ConnectionHealthView;
import io.leaddispatcher.application.connection.ConnectionHealthView.Waiting;
import io.leaddispatcher.application.crm.MirrorState;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to a CRM stands: a list of checks in words, what the CRM has to allow, errors by
 * kind, and the mirror of its companies.
 *
 * @param note what has just been done, in words; null when nothing was
 */
record CrmPanel(
        String key,
        String system,
        List<Check> checks,
        List<Right> rights,
        List<Trouble> troubles,
        Mirror mirror,
        @Nullable String note) {

    /**
     * @param tone {@code good}, {@code warn}, {@code bad} or {@code calm}
     * @param at since when, or when it was last; null when that says nothing
     */
    record Check(String name, String tone, String title, String text, @Nullable When at) {}

    /** A scope or permission there, and what it is for. */
    record Right(String name, String use) {}

    record Trouble(String code, String message, String count) {}

    /**
     * @param going whether it is worked on, so that the page looks again by itself
     * @param of how many there are; null when nobody knows
     * @param problem why they could not be read the last time; null when they could
     * @param act what pressing the button does; null when there is nothing to do
     */
    record Mirror(
            boolean going,
            String text,
            long done,
            @Nullable Long of,
            String count,
            @Nullable String problem,
            @Nullable String act,
            @Nullable When at) {}

    private static final Set<String> NOTES =
            Set.of("going", "no-crm", "mapped", "written", "linked");
    private static final int RIGHTS = 8;
    private static final Duration SOON = Duration.ofMinutes(2);

    /** A round comes every hour, and takes a while. */
    private static final Duration FRESH = Duration.ofHours(2);

    /** What the page shows is as of then. */
    record Seen(ConnectionHealthView health, @Nullable MirrorState mirror, Instant now) {}

    static CrmPanel of(
            ConnectionType type, Tree connection, Seen seen, @Nullable String note, Words words) {
        boolean active = connection.is("active");
        List<Check> checks = new ArrayList<>();
        if (!active) {
            var why = connection.has("missing") ? "UNFINISHED" : "OFF";
            checks.add(check("off", "warn", why, null, words));
        }
        checks.add(token(seen.health(), words));
        checks.add(events(seen.health(), words));
        checks.add(lag(seen, words));
        checks.add(writes(seen.health(), connection, words));
        checks.add(age(seen, words));
        return new CrmPanel(
                connection.text("key", ""),
                type == ConnectionType.CRM ? "CRM" : ConsentPanel.system(type.code()),
                checks,
                rights(type, words),
                seen.health().errors().stream()
                        .map(error ->
                                new Trouble(
                                        error.code(),
                                        words.failure(error.code(), error.message()),
                                        words.say("connection.times", error.count())))
                        .toList(),
                mirror(seen.mirror(), active, words),
                note != null && NOTES.contains(note) ? words.say("crm.note." + note) : null);
    }

    private static Check check(
            String name, String tone, String state, @Nullable Instant at, Words words) {
        return new Check(
                name,
                tone,
                words.say("crm.check." + name),
                words.say("crm.check.%s.%s".formatted(name, state)),
                words.whenOrNull(at));
    }

    private static Check token(ConnectionHealthView health, Words words) {
        ConnectionHealthView.Token token = health.token();
        String tone =
                switch (token) {
                    case ACCEPTED -> "good";
                    case REFUSED -> "bad";
                    case LIMITED -> "warn";
                    case UNKNOWN -> "calm";
                };
        return check("token", tone, token.name(), null, words);
    }

    private static Check events(ConnectionHealthView health, Words words) {
        if (health.rejectedSignatures() > 0 && health.lastEventAt() == null) {
            return check("events", "bad", "REJECTED", null, words);
        }
        return health.lastEventAt() == null
                ? check("events", "calm", "NONE", null, words)
                : check("events", "good", "SEEN", health.lastEventAt(), words);
    }

    private static Check lag(Seen seen, Words words) {
        Waiting waiting = seen.health().waiting();
        Instant oldest = waiting.oldestAt();
        if (waiting.events() == 0 || oldest == null) {
            return check("lag", "good", "NONE", null, words);
        }
        boolean late = oldest.isBefore(seen.now().minus(SOON));
        return new Check(
                "lag",
                late ? "warn" : "good",
                words.say("crm.check.lag"),
                words.say("crm.check.lag.SOME", waiting.events()),
                words.when(oldest));
    }

    private static Check writes(ConnectionHealthView health, Tree connection, Words words) {
        Tree settings = connection.tree("settings");
        if (settings.has("writeBack") && !settings.is("writeBack")) {
            return check("writes", "calm", "OFF", null, words);
        }
        if (health.failuresInARow() > 0) {
            return health.lastSuccessAt() == null
                    ? check("writes", "warn", "NEVER", null, words)
                    : check("writes", "warn", "FAILING", health.lastSuccessAt(), words);
        }
        return health.lastWriteAt() == null
                ? check("writes", "calm", "NONE", null, words)
                : check("writes", "good", "SEEN", health.lastWriteAt(), words);
    }

    private static Check age(Seen seen, Words words) {
        MirrorState mirror = seen.mirror();
        if (mirror == null) {
            return check("mirror", "calm", "NONE", null, words);
        }
        Instant reconciled = mirror.reconciledAt();
        if (mirror.error() != null) {
            return reconciled == null
                    ? check("mirror", "warn", "REFUSED", null, words)
                    : check("mirror", "warn", "STUCK", reconciled, words);
        }
        if (reconciled == null) {
            return check("mirror", "calm", "GOING", null, words);
        }
        return reconciled.isBefore(seen.now().minus(FRESH))
                ? check("mirror", "warn", "OLD", reconciled, words)
                : check("mirror", "good", "FRESH", reconciled, words);
    }

    private static List<Right> rights(ConnectionType type, Words words) {
        return IntStream.rangeClosed(1, RIGHTS)
                .mapToObj(n -> "crm.right.%s.%d".formatted(type.code(), n))
                .filter(words::has)
                .map(entry -> new Right(words.say(entry), words.say(entry + ".use")))
                .toList();
    }

    private static Mirror mirror(@Nullable MirrorState state, boolean active, Words words) {
        if (state == null) {
            return new Mirror(
                    false,
                    words.say("crm.mirror.none"),
                    0,
                    null,
                    "",
                    null,
                    active ? words.say("crm.mirror.begin") : null,
                    null);
        }
        Long total = state.total();
        boolean first = state.finishedAt() == null;
        String count =
                total == null
                        ? words.number(state.done())
                        : words.say(
                                "crm.mirror.of", words.number(state.done()), words.number(total));
        String text =
                first
                        ? words.say("crm.mirror.reading")
                        : words.say(
                                "crm.mirror.following",
                                words.number(state.added() - state.removed()),
                                words.number(state.byHand()),
                                words.number(state.drift()));
        String error = state.error();
        return new Mirror(
                first && error == null && active,
                text,
                state.done(),
                first ? total : null,
                first ? count : "",
                error == null ? null : words.problem(error),
                active && (!first || error != null)
                        ? words.say(first ? "crm.mirror.resume" : "crm.mirror.again")
                        : null,
                words.whenOrNull(state.reconciledAt()));
    }
}
