package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.pool.ShowLedger;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.LedgerView;
import io.leaddispatcher.web.layout.When;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.setup.SetupForm.Choice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pool's ledger shows: who has had how much beside who should have, and the newest changes.
 *
 * @param next the name of who is next; null for a pool of nobody
 * @param upcoming the names of who gets the next leads if everybody is available, in turn
 * @param turns how many leads were kept in this cycle
 */
record LedgerChart(
        List<Bar> bars,
        List<Change> changes,
        @Nullable String next,
        List<String> upcoming,
        long turns) {

    private static final int SHOWN = 12;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /**
     * A member.
     *
     * @param width of the bar of what the member has had, in percent of all
     * @param expectedAt where the mark of the expected share stands, likewise
     * @param owed how far the member is behind or ahead, in words
     * @param away whether the member was passed over when the latest lead came
     */
    record Bar(
            String key,
            String name,
            long assigned,
            String share,
            String expected,
            String width,
            String expectedAt,
            String owed,
            boolean away,
            boolean next) {}

    /**
     * @param lead the lead it was about; null for none
     * @param reason in somebody's own words; null without
     * @param undo null for what was no change by hand
     */
    record Change(
            When at,
            String name,
            String cause,
            String change,
            @Nullable String lead,
            @Nullable String reason,
            @Nullable Undo undo) {}

    /**
     * What takes back a change that somebody made by hand.
     *
     * @param which whether the member then gets {@code more} leads or {@code fewer}
     */
    record Undo(String rep, String which, String turns) {}

    LedgerChart {
        bars = List.copyOf(bars);
        changes = List.copyOf(changes);
        upcoming = List.copyOf(upcoming);
    }

    static LedgerChart of(ShowLedger.View view, List<Choice> reps, Words words) {
        Map<String, String> names =
                reps.stream().collect(Collectors.toMap(Choice::key, Choice::name, (one, _) -> one));
        var ledger = view.ledger();
        var next = ledger.next() == null ? null : ledger.next().value();
        return new LedgerChart(
                ledger.members().stream().map(each -> bar(each, names, next, words)).toList(),
                view.rows().stream().limit(SHOWN).map(row -> change(row, names, words)).toList(),
                next == null ? null : names.getOrDefault(next, next),
                ledger.upcoming().stream()
                        .map(rep -> names.getOrDefault(rep.value(), rep.value()))
                        .toList(),
                ledger.members().stream().mapToLong(each -> each.assigned() - each.credit()).sum());
    }

    private static Bar bar(
            LedgerView.Member member,
            Map<String, String> names,
            @Nullable String next,
            Words words) {
        var key = member.rep().value();
        return new Bar(
                key,
                names.getOrDefault(key, key),
                member.assigned() - member.credit(),
                percent(member.share()),
                percent(member.expectedShare()),
                width(member.share()),
                width(member.expectedShare()),
                owed(member, words),
                !member.present(),
                key.equals(next));
    }

    /** As the ledger deals: what levels somebody who came later, or was away, is no debt. */
    private static String owed(LedgerView.Member member, Words words) {
        var owed = member.due().setScale(1, RoundingMode.HALF_EVEN);
        if (owed.signum() == 0) {
            return words.say("setup.ledger.even");
        }
        return words.say(
                owed.signum() > 0 ? "setup.ledger.behind" : "setup.ledger.ahead",
                words.value(owed.abs().stripTrailingZeros()));
    }

    private static Change change(LedgerRow row, Map<String, String> names, Words words) {
        var change = row.change().stripTrailingZeros();
        return new Change(
                words.when(row.at()),
                names.getOrDefault(row.rep().value(), row.rep().value()),
                words.name("setup.cause", row.cause().name()),
                (change.signum() > 0 ? "+" : change.signum() < 0 ? "\u2212" : "")
                        + words.value(change.abs()),
                row.lead() == null ? null : row.lead().toString(),
                row.reason(),
                row.cause() == Cause.MANUAL && change.signum() != 0
                        ? new Undo(
                                row.rep().value(),
                                change.signum() > 0 ? "more" : "fewer",
                                TypedNumber.text(change.abs()))
                        : null);
    }

    private static String percent(BigDecimal share) {
        return share.multiply(HUNDRED).setScale(0, RoundingMode.HALF_UP) + " %";
    }

    private static String width(BigDecimal share) {
        return String.format(Locale.ROOT, "%.1f%%", share.multiply(HUNDRED).doubleValue());
    }
}
