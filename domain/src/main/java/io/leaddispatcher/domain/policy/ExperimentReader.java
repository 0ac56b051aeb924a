package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.document.Violation.Code.REQUIRED;

import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.document.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a policy says of its experiment. */
final class ExperimentReader {

    private static final int MOST_SHARE = 99;

    private ExperimentReader() {}

    /**
     * Empty when something is wrong with it, which then is among the violations.
     *
     * @param tiers reads tiers as those of the policy are read
     */
    static Optional<Experiment> read(Part part, Function<Part, List<Tier>> tiers) {
        if (!part.requireObject()) {
            return Optional.empty();
        }
        Optional<ExperimentKey> key =
                part.requiredProperty("key")
                        .flatMap(text -> text.parsed(Key.ALLOWED, ExperimentKey::new));
        Optional<Integer> share =
                part.requiredProperty("share").flatMap(found -> found.asInteger(1, MOST_SHARE));
        Optional<Part> sent = part.requiredProperty("tiers");
        List<Tier> read = sent.map(tiers).orElse(List.of());
        if (read.isEmpty()) {
            sent.ifPresent(
                    list -> list.violation(REQUIRED, "an experiment needs a tier of its own"));
        }
        part.refuseUnknown();
        return key.flatMap(named -> share.map(percent -> new Experiment(named, percent, read)));
    }
}
