package io.leaddispatcher.application.connection;

import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.SlackScopes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a connection fares.
 *
 * @param lastEventAt when the last event came in; null when none did
 * @param lastWriteAt when something was last written or sent there; null when nothing was
 * @param lastAnswerAt when a call that wrote nothing last succeeded; null when none did
 * @param failuresInARow calls that failed since the last success
 * @param errors most frequent first
 * @param waiting what has come in and was not taken up yet
 */
public record ConnectionHealthView(
        @Nullable Instant lastEventAt,
        @Nullable Instant lastWriteAt,
        @Nullable Instant lastAnswerAt,
        long rejectedSignatures,
        int failuresInARow,
        List<Failure> errors,
        Waiting waiting) {

    /** One that nothing waits for, and that was asked nothing. */
    public ConnectionHealthView(
            @Nullable Instant lastEventAt,
            @Nullable Instant lastWriteAt,
            long rejectedSignatures,
            int failuresInARow,
            List<Failure> errors) {
        this(
                lastEventAt,
                lastWriteAt,
                null,
                rejectedSignatures,
                failuresInARow,
                errors,
                Waiting.NOTHING);
    }

    /** As many failures in a row make a connection count as down. */
    public static final int FAILURES_OF_A_DEAD_ONE = 5;

    private static final Set<String> REFUSALS =
            Set.of("UNAUTHORIZED", "INVALID_GRANT", "INVALID_CLIENT");

    /** In Slack's own words: what it answers, and what it tells by itself. */
    private static final Set<String> REFUSALS_OF_SLACK =
            Set.of(
                    "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "not_allowed_token_type",
                    "app_uninstalled",
                    "tokens_revoked");

    public ConnectionHealthView {
        errors = List.copyOf(errors);
    }

    /**
     * A kind of error, how often it came, and what it said last.
     *
     * @param lastAt null: it is so now
     */
    public record Failure(String code, long count, String message, @Nullable Instant lastAt) {}

    /**
     * How far behind it is.
     *
     * @param oldestAt when the oldest of them came in; null when there is none
     */
    public record Waiting(long events, @Nullable Instant oldestAt) {
        public static final Waiting NOTHING = new Waiting(0, null);
    }

    /** Whether the other side takes our token. */
    public enum Token {
        ACCEPTED,
        REFUSED,
        /** It lacks a scope. */
        LIMITED,
        /** Nothing has been asked yet. */
        UNKNOWN
    }

    /** Whether an error says that the other side takes our token no longer, or gives none. */
    public static boolean refusesToken(String code) {
        return REFUSALS_OF_SLACK.contains(code) || REFUSALS.stream().anyMatch(code::contains);
    }

    /** By what went wrong since the last success, else by that. */
    public Token token() {
        List<String> wrong =
                failuresInARow == 0
                        ? List.of()
                        : errors.stream().filter(this::isNews).map(Failure::code).toList();
        if (wrong.stream().anyMatch(ConnectionHealthView::refusesToken)) {
            return Token.REFUSED;
        }
        if (wrong.stream().anyMatch(ConnectionHealthView::lacksScope)) {
            return Token.LIMITED;
        }
        return lastSuccessAt() == null ? Token.UNKNOWN : Token.ACCEPTED;
    }

    /**
     * What is wrong now: the latest error since the last success, before what is seen of the
     * settings; empty when nothing ever was.
     */
    public Optional<Failure> trouble() {
        return errors.stream()
                .filter(this::isNews)
                .max(Comparator.comparing(ConnectionHealthView::lastSeen))
                .or(() ->
                        errors.stream().max(Comparator.comparing(ConnectionHealthView::lastSeen)));
    }

    private static Instant lastSeen(Failure error) {
        Instant at = error.lastAt();
        return at == null ? Instant.MIN : at;
    }

    /** When a call last succeeded, whatever it was for; null when none did. */
    public @Nullable Instant lastSuccessAt() {
        if (lastWriteAt == null || lastAnswerAt == null) {
            return lastWriteAt == null ? lastAnswerAt : lastWriteAt;
        }
        return lastWriteAt.isAfter(lastAnswerAt) ? lastWriteAt : lastAnswerAt;
    }

    private boolean isNews(Failure error) {
        Instant success = lastSuccessAt();
        return success == null || error.lastAt() == null || error.lastAt().isAfter(success);
    }

    private static boolean lacksScope(String code) {
        return code.contains("MISSING_SCOPE")
                || code.contains("FORBIDDEN")
                // Slack's.
                || code.equals("missing_scope");
    }

    /** One word for it all. */
    public enum Status {
        OK,
        DEGRADED,
        DOWN,
        /** Nothing has happened yet. */
        UNKNOWN
    }

    public Status status() {
        if (failuresInARow >= FAILURES_OF_A_DEAD_ONE) {
            return Status.DOWN;
        }
        if (failuresInARow > 0) {
            return Status.DEGRADED;
        }
        return lastEventAt == null && lastSuccessAt() == null ? Status.UNKNOWN : Status.OK;
    }

    /** With what can be seen of the connection as it is kept, whatever has happened. */
    ConnectionHealthView of(StoredConnection connection) {
        List<String> missing =
                connection.type() == ConnectionType.SLACK
                                && connection.settings().get("scopes") instanceof String granted
                        ? SlackScopes.missing(granted)
                        : List.of();
        if (missing.isEmpty()) {
            return this;
        }
        List<Failure> all = new ArrayList<>(errors);
        all.add(
                new Failure(
                        "MISSING_SCOPE",
                        1,
                        "Slack was not asked for, or has not granted, %s. Add the app to Slack again."
                                .formatted(String.join(", ", missing)),
                        null));
        return new ConnectionHealthView(
                lastEventAt,
                lastWriteAt,
                lastAnswerAt,
                rejectedSignatures,
                Math.max(1, failuresInARow),
                all,
                waiting);
    }

    ConnectionHealthView behindBy(Waiting events) {
        return new ConnectionHealthView(
                lastEventAt,
                lastWriteAt,
                lastAnswerAt,
                rejectedSignatures,
                failuresInARow,
                errors,
                events);
    }

    /** That of a connection of which nothing is known. */
    public static ConnectionHealthView unknown() {
        return new ConnectionHealthView(null, null, 0, 0, List.of());
    }
}
