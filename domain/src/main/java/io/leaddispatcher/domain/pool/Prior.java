package io.leaddispatcher.domain.pool;

import java.util.Collection;

/**
 * What is taken of a member before anything is known: a beta distribution with the pool's own rate
 * as its mean, worth so many leads. A short record is thereby drawn towards the pool, a long one
 * speaks for itself (empirical Bayes).
 *
 * <p>How much a record is drawn depends on how much the members differ: the weight is estimated by
 * moments of the beta-binomial distribution (J. C. Kleinman, "Proportions with extraneous variance:
 * single and independent samples", Journal of the American Statistical Association 68, 1973).
 *
 * @param mean the pool's rate, with half a lead won and half a lead lost added to it
 * @param weight from {@link #LIGHTEST} to {@link #HEAVIEST} leads; {@link #USUAL} where fewer than
 *     two members have a record, or too short a one
 */
public record Prior(double mean, double weight) {

    static final double LIGHTEST = 4;
    static final double USUAL = 20;
    static final double HEAVIEST = 100;

    public static Prior of(Collection<TrackRecord> records) {
        TrackRecord all = records.stream().reduce(TrackRecord.NONE, TrackRecord::plus);
        return new Prior((all.won() + 0.5) / (all.concluded() + 1.0), weight(records, all));
    }

    private static double weight(Collection<TrackRecord> records, TrackRecord all) {
        double rate = (double) all.won() / Math.max(1, all.concluded());
        double between = 0;
        double squares = 0;
        int members = 0;
        for (TrackRecord one : records) {
            if (one.concluded() > 0) {
                double off = (double) one.won() / one.concluded() - rate;
                between += one.concluded() * off * off;
                squares += (double) one.concluded() * one.concluded();
                members++;
            }
        }
        double degrees = members - 1;
        double scale = all.concluded() - squares / Math.max(1, all.concluded()) - degrees;
        if (members < 2 || scale <= 0 || rate <= 0 || rate >= 1) {
            return USUAL;
        }
        // The correlation of two leads of one member: 1 / (weight + 1).
        double alike = (between / (rate * (1 - rate)) - degrees) / scale;
        return Math.clamp(alike <= 0 ? HEAVIEST : 1 / alike - 1, LIGHTEST, HEAVIEST);
    }

    /** The rate that is expected of a member with this record. */
    public double rate(TrackRecord record) {
        return with(record).mean();
    }

    /** What is taken of a member with this record. */
    Beta with(TrackRecord record) {
        return new Beta(
                mean * weight + record.won(),
                (1 - mean) * weight + record.concluded() - record.won());
    }
}
