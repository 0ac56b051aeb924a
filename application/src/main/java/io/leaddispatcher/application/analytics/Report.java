package io.leaddispatcher.application.analytics;

import static io.leaddispatcher.application.analytics.Column.count;
import static io.leaddispatcher.application.analytics.Column.milliseconds;
import static io.leaddispatcher.application.analytics.Column.seconds;
import static io.leaddispatcher.application.analytics.Column.share;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be told about the leads that arrived in a period. What happened under an assignment
 * counts for that assignment's rep, pool and rule; else for those of the lead's latest one, and
 * where there is none for nobody and the rule that placed the lead. What a broadcast asked and did
 * not get is no assignment.
 */
public enum Report {

    /**
     * How long it took from a lead's arrival until its first message was with a rep: counted for
     * the rep who was told. Percentiles are times that occurred.
     */
    DISPATCH_LATENCY(GroupBy.REP, "p95"),

    /**
     * Whether those who booked a meeting came. A meeting that was moved counts once. Of a lead of
     * which no booking is known, each meeting counts that somebody told of.
     */
    SHOW_RATE(GroupBy.REP, "booked"),

    /** Of the leads with a meeting that was held: those that became an opportunity or were won. */
    MEETING_TO_OPPORTUNITY(GroupBy.REP, "held"),

    /**
     * Of the leads that somebody was given: those that stayed with the first, who did not decline
     * them, let them lapse or give them back, and from whom nobody took them. Counted for the first
     * assignment.
     */
    ROUTING_ACCURACY(GroupBy.RULE, "assigned"),

    /**
     * How long it took from a lead's arrival until somebody did something about it: accepted it,
     * recorded an activity, finished a task or told what has come of it.
     */
    SPEED_TO_LEAD(GroupBy.REP, "p50"),

    /** The SLA clocks of the leads; what was met too late is breached. */
    SLA(GroupBy.REP, "breached"),

    /**
     * What reps were offered, and what they did with it. An offer to several lapses for those who
     * did not get the lead.
     */
    LOAD(GroupBy.REP, "offered"),

    /**
     * Where leads are lost: rejected, waiting in a queue now, offered while nobody accepts or does
     * anything, or past the time of a target now while there is no activity, no finished task and
     * no outcome. A lead may be in several.
     */
    LEAKAGE(GroupBy.RULE, "received"),

    /**
     * Which routes make money. Concluded are leads that were won, lost or disqualified; spam and
     * duplicates were no chance, and conclude nothing. A lead counts for whoever had it when the
     * last of it came about, and one that nobody was given where it was won; its amount is that of
     * the latest report of a win, and each currency has its own column. Rows are sorted by what was
     * won in the currency in which most leads were, then in the others, then by how often.
     */
    REVENUE(GroupBy.RULE, "won");

    private final GroupBy usual;
    private final String telling;

    Report(GroupBy usual, String telling) {
        this.usual = usual;
        this.telling = telling;
    }

    /** As addresses spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Report> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** By what it can be grouped. */
    public List<GroupBy> groups() {
        return Arrays.stream(GroupBy.values())
                .filter(group -> group != GroupBy.POLICY || this == SLA)
                .toList();
    }

    /** By what it is grouped when nobody says so. */
    public GroupBy usual() {
        return usual;
    }

    /** The key of the column by which its rows are sorted, the greatest first. */
    public String telling() {
        return telling;
    }

    /** Without those of money, which depend on what was won. */
    public List<Column> columns() {
        return switch (this) {
            case DISPATCH_LATENCY ->
                    List.of(
                            count("messages"),
                            milliseconds("p50"),
                            milliseconds("p95"),
                            milliseconds("p99"),
                            milliseconds("longest"));
            case SHOW_RATE ->
                    List.of(
                            count("booked"),
                            count("held"),
                            count("noShow"),
                            count("cancelled"),
                            share("shareHeld", "held", "held", "noShow"));
            case MEETING_TO_OPPORTUNITY ->
                    List.of(
                            count("held"),
                            count("opportunities"),
                            share("shareOpportunity", "opportunities", "held"));
            case ROUTING_ACCURACY ->
                    List.of(
                            count("assigned"),
                            count("stayed"),
                            share("shareStayed", "stayed", "assigned"));
            case SPEED_TO_LEAD ->
                    List.of(
                            count("assigned"),
                            count("touched"),
                            seconds("p50"),
                            seconds("p95"),
                            count("withinFiveMinutes"),
                            share("shareWithinFiveMinutes", "withinFiveMinutes", "assigned"));
            case SLA ->
                    List.of(
                            count("met"),
                            count("breached"),
                            count("running"),
                            count("stopped"),
                            share("shareMet", "met", "met", "breached"));
            case LOAD ->
                    List.of(
                            count("offered"),
                            count("accepted"),
                            count("declined"),
                            count("expired"),
                            count("returned"),
                            count("open"),
                            share("shareAccepted", "accepted", "offered"));
            case LEAKAGE ->
                    List.of(
                            count("received"),
                            count("rejected"),
                            count("waiting"),
                            count("unanswered"),
                            count("breachedUntouched"));
            case REVENUE ->
                    List.of(
                            count("assigned"),
                            count("opportunities"),
                            count("concluded"),
                            count("won"),
                            share("shareWon", "won", "concluded"));
        };
    }
}
