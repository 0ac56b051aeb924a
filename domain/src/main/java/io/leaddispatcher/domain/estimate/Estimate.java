package io.leaddispatcher.domain.estimate;

import io.leaddispatcher.domain.phrase.Phrase;

/** What another policy would have earned of the same leads. */
public sealed interface Estimate {

    /**
     * A rate that is expected.
     *
     * @param rate of the other policy
     * @param ran the rate of the policy that ran, as it was counted
     * @param change how much higher the other one's is; surer than the two rates are, as most leads
     *     are the same
     * @param checked the rate by self-normalised weights alone, without a model of the reps
     * @param leads how many leads it was reckoned from
     * @param effectiveLeads how many leads of the other policy itself would say as much
     * @param covered which part of what the other policy does was tried by the one that ran; the
     *     intervals allow for all or nothing in the rest
     */
    record Estimated(
            Interval rate,
            Interval ran,
            Interval change,
            double checked,
            int leads,
            double effectiveLeads,
            double covered)
            implements Estimate {}

    /**
     * Nothing can be said.
     *
     * @param said why
     */
    record TooLittleData(Phrase said) implements Estimate {

        /** Why, in English. */
        public String why() {
            return said.english();
        }
    }
}
