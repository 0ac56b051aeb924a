package io.leaddispatcher.domain.pool;

import io.leaddispatcher.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who gets a lead by what was made of others: Thompson sampling (W. R. Thompson, "On the likelihood
 * that one unknown probability exceeds another", Biometrika 25, 1933; D. J. Russo and others, "A
 * tutorial on Thompson sampling", Foundations and Trends in Machine Learning 11, 2018) with beta
 * distributions that begin at the pool's own rate, bounded on both sides:
 *
 * <ul>
 *   <li>One lead in {@link #EXPLORED} is explored: it goes to whoever is measured least by weight,
 *       among those whom the records do not put first while there are any. So nobody is ever given
 *       up, and a new rep is measured at once.
 *   <li>For one more in {@link #OPEN} a rate is drawn for everybody, and the highest gets the lead.
 *   <li>For all others it is drawn among those who lead: whose expected rate is not so far behind
 *       the best one that chance alone would put it there less than once in twenty times. With few
 *       outcomes these are many, later one or two.
 * </ul>
 *
 * <p>What is given to somebody who does not lead is therefore an eighth of the leads or more, and
 * less than a quarter of them. All chance is drawn from the lead. Members with the same record are
 * the same to it; between them the lead goes to whoever has waited longest. When all records are
 * the same they say nothing, and the fair order decides.
 */
final class ByRecord {

    static final double EXPLORED = 1.0 / 8;
    static final double OPEN = 1.0 / 10;

    /** How many standard deviations a normal variable exceeds once in twenty times. */
    static final double ONCE_IN_TWENTY = 1.645;

    private static final Comparator<One> LEAST_MEASURED =
            ((Comparator<One>) ByRecord::compareMeasured)
                    .thenComparing(one -> one.contender().lastAssigned())
                    .thenComparing(one -> one.contender().rep());

    private static final Comparator<One> HIGHEST_DRAWN =
            Comparator.comparingDouble((One one) -> -one.drawn())
                    .thenComparing(one -> one.contender().lastAssigned())
                    .thenComparing(one -> one.contender().rep());

    /** Who gets it, and why in words. */
    record Choice(Contender taker, String because) {}

    /** A contender with what is expected of it and what was drawn. */
    private record One(Contender contender, TrackRecord record, Beta expected, double drawn) {

        /** Leads that tell something about it, or will: concluded ones, and all that are open. */
        long measured() {
            return record.concluded() + contender.candidate().open();
        }
    }

    private ByRecord() {}

    /** Empty when the records tell nobody from anybody. */
    static Optional<Choice> choose(
            Performance performance, List<Contender> contenders, LeadId lead) {
        List<TrackRecord> records =
                contenders.stream().map(each -> performance.record(each.rep())).toList();
        if (records.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        Chance chance = Chance.of(lead);
        List<One> all = new ArrayList<>(contenders.size());
        for (int index = 0; index < contenders.size(); index++) {
            TrackRecord record = records.get(index);
            Beta expected = performance.expected(record);
            // The same for the same record: who cannot be told apart is drawn as one.
            double drawn = expected.draw(chance.fork(record.concluded()).fork(record.won()));
            all.add(new One(contenders.get(index), record, expected, drawn));
        }
        return Optional.of(choose(performance, all, chance.at(0)));
    }

    private static Choice choose(Performance performance, List<One> all, double at) {
        One best = all.stream().min(Comparator.comparingDouble(ByRecord::lag)).orElseThrow();
        List<One> leading = all.stream().filter(one -> isLevel(one, best)).toList();
        if (at < EXPLORED) {
            List<One> others = all.stream().filter(one -> !leading.contains(one)).toList();
            One taker =
                    (others.isEmpty() ? all : others).stream().min(LEAST_MEASURED).orElseThrow();
            return new Choice(
                    taker.contender(),
                    "explored, so that everybody is measured: %d open, %s"
                            .formatted(
                                    taker.contender().candidate().open(),
                                    numbers(performance, taker, best)));
        }
        boolean open = at < EXPLORED + OPEN;
        List<One> among = open ? all : leading;
        One taker = among.stream().min(HIGHEST_DRAWN).orElseThrow();
        String drawn =
                among.size() == 1
                        ? "leads by its record: "
                        : "drew the highest rate, %s, of %s: "
                                .formatted(
                                        rate(taker.drawn()),
                                        open
                                                ? "all " + among.size()
                                                : "the %d who lead".formatted(among.size()));
        return new Choice(taker.contender(), drawn + numbers(performance, taker, best));
    }

    private static double lag(One one) {
        return -one.expected().mean();
    }

    /** Whether chance may have put it behind. */
    private static boolean isLevel(One one, One best) {
        double behind = best.expected().mean() - one.expected().mean();
        double deviation = StrictMath.sqrt(best.expected().variance() + one.expected().variance());
        return behind <= ONCE_IN_TWENTY * deviation;
    }

    private static int compareMeasured(One one, One other) {
        return Long.compare(
                one.measured() * other.contender().weight(),
                other.measured() * one.contender().weight());
    }

    private static String numbers(Performance performance, One one, One best) {
        return "%s %d of %d, so %s is expected (pool %s, best %s)"
                .formatted(
                        performance.segment().map("won in segment '%s'"::formatted).orElse("won"),
                        one.record().won(),
                        one.record().concluded(),
                        rate(one.expected().mean()),
                        rate(performance.poolRate()),
                        rate(best.expected().mean()));
    }

    private static String rate(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * rate);
    }
}
