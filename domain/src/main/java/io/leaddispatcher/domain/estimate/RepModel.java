package io.leaddispatcher.domain.estimate;

import io.leaddispatcher.domain.pool.Prior;
import io.leaddispatcher.domain.pool.TrackRecord;
import io.leaddispatcher.domain.roster.RepKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * How often something comes of the leads of a stratum in the hands of a rep. A short record is
 * drawn towards the stratum, and a short stratum towards all leads (empirical Bayes).
 */
final class RepModel {

    private final Map<String, Map<RepKey, Double>> byRep = new HashMap<>();
    private final Map<String, Double> byStratum = new HashMap<>();
    private final double overall;

    private RepModel(Map<String, Map<RepKey, TrackRecord>> records) {
        Map<String, TrackRecord> strata = new HashMap<>();
        records.forEach((stratum, reps) ->
                strata.put(
                        stratum,
                        reps.values().stream().reduce(TrackRecord.NONE, TrackRecord::plus)));
        Prior prior = Prior.of(strata.values());
        overall = prior.mean();
        records.forEach((stratum, reps) -> {
            double mean = prior.rate(strata.getOrDefault(stratum, TrackRecord.NONE));
            Prior ofReps = new Prior(mean, Prior.of(reps.values()).weight());
            byStratum.put(stratum, mean);
            Map<RepKey, Double> rates = new HashMap<>();
            reps.forEach((rep, record) -> rates.put(rep, ofReps.rate(record)));
            byRep.put(stratum, rates);
        });
    }

    /**
     * Learnt from leads.
     *
     * @param of 1 of a lead of which it came, else 0
     */
    static RepModel learnt(List<Observation> from, ToIntFunction<Reward> of) {
        Map<String, Map<RepKey, TrackRecord>> records = new HashMap<>();
        for (Observation one : from) {
            records.computeIfAbsent(one.stratum(), _ -> new HashMap<>())
                    .merge(
                            one.had(),
                            new TrackRecord(1, of.applyAsInt(one.reward())),
                            TrackRecord::plus);
        }
        return new RepModel(records);
    }

    double rate(String stratum, RepKey rep) {
        return byRep.getOrDefault(stratum, Map.of())
                .getOrDefault(rep, byStratum.getOrDefault(stratum, overall));
    }
}
