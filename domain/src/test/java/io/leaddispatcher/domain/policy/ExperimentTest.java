package io.leaddispatcher.domain.policy;

import static io.leaddispatcher.domain.policy.PolicyFixtures.codes;
import static io.leaddispatcher.domain.policy.PolicyFixtures.list;
import static io.leaddispatcher.domain.policy.PolicyFixtures.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.leaddispatcher.domain.field.ReferenceKind;
import io.leaddispatcher.domain.policy.ExperimentSide.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Experiments: who is on which side, what is read of them and what is told of their changes. */
class ExperimentTest extends PolicyReading {

    private static final int COMPANIES = 10_000;

    private static Experiment experiment(String key, int share) {
        return new Experiment(new ExperimentKey(key), share, List.of());
    }

    private static boolean isVariant(Experiment experiment, int company) {
        return experiment.sideOf("domain company-" + company + ".test").side() == Side.VARIANT;
    }

    private static long variants(Experiment experiment) {
        return IntStream.range(0, COMPANIES).filter(each -> isVariant(experiment, each)).count();
    }

    private static Map<String, @Nullable Object> trying(Object experiment, Object... rules) {
        Map<String, @Nullable Object> document = policy(rules);
        document.put("experiment", experiment);
        return document;
    }

    private static Map<String, @Nullable Object> pool(int share, Object... rules) {
        return object(
                "key",
                "pool",
                "share",
                share,
                "tiers",
                list(object("name", "Other", "rules", list(rules))));
    }

    @Test
    void theShareIsHeldWithinChance() {
        for (int share : new int[] {1, 5, 20, 50, 80, 99}) {
            for (String key : List.of("fintech-pool", "a", "2026-q4")) {
                double deviation = Math.sqrt(COMPANIES * share / 100.0 * (1 - share / 100.0));

                assertThat((double) variants(experiment(key, share)))
                        .as("%s, %d %%", key, share)
                        .isCloseTo(COMPANIES * share / 100.0, within(4 * deviation));
            }
        }
    }

    @Test
    void aCompanyStaysOnItsSideAlsoWhenTheShareGrows() {
        for (int company = 0; company < COMPANIES; company++) {
            if (isVariant(experiment("pool", 20), company)) {
                assertThat(isVariant(experiment("pool", 20), company)).isTrue();
                assertThat(isVariant(experiment("pool", 21), company)).isTrue();
                assertThat(isVariant(experiment("pool", 60), company)).isTrue();
            }
        }
        // Fixed for ever: another way of reckoning would send companies elsewhere in mid-trial.
        assertThat(
                        IntStream.range(0, 20)
                                .filter(each -> isVariant(experiment("pool", 30), each))
                                .boxed())
                .containsExactly(4, 6, 9, 10, 11, 15, 18);
    }

    @Test
    void whatOneExperimentDecidesTellsNothingOfAnother() {
        var one = experiment("pool-a", 50);
        for (String key : List.of("pool-b", "b", "pool-aa", "rota")) {
            var other = experiment(key, 50);
            long both =
                    IntStream.range(0, COMPANIES)
                            .filter(each -> isVariant(one, each) && isVariant(other, each))
                            .count();

            assertThat((double) both).as(key).isCloseTo(COMPANIES / 4.0, within(4 * 43.3));
        }
    }

    @Test
    void aPolicySaysWhatItTries() {
        Policy read = read(trying(pool(20, rule("id", "v1"), rule("id", "v2")), rule()));
        Experiment experiment = Objects.requireNonNull(read.experiment());

        assertThat(experiment.key()).hasToString("pool");
        assertThat(experiment.share()).isEqualTo(20);
        assertThat(read.rules().map(Rule::id)).containsExactly("r");
        assertThat(read.variant().orElseThrow().rules().map(Rule::id)).containsExactly("v1", "v2");
        assertThat(read.everyRule().map(Rule::id)).containsExactly("r", "v1", "v2");
        assertThat(read.rule("v2")).isPresent();
        assertThat(read.on(null)).isSameAs(read);
        assertThat(read.on(new ExperimentSide(experiment.key(), Side.CONTROL, null)))
                .isSameAs(read);
        assertThat(read.on(new ExperimentSide(experiment.key(), Side.VARIANT, 7)))
                .isEqualTo(read.variant().orElseThrow());
        assertThat(read(policy(rule())).variant()).isEmpty();
    }

    @Test
    void whatTheVariantNamesMustStayToo() {
        Policy read =
                read(
                        trying(
                                pool(20, rule("id", "v", "assign", object("pool", "emea-fintech"))),
                                rule()));

        assertThat(read.references().of(ReferenceKind.POOL)).contains("emea-fintech");
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThat(codes(violations(trying("pool")))).containsExactly("WRONG_TYPE /experiment");
        assertThat(codes(violations(trying(object()))))
                .containsExactly(
                        "REQUIRED /experiment/key",
                        "REQUIRED /experiment/share",
                        "REQUIRED /experiment/tiers");
        assertThat(
                        codes(
                                violations(
                                        trying(
                                                object(
                                                        "key", "a b", "share", 100, "tiers", list(),
                                                        "side", "left")))))
                .containsExactly(
                        "MALFORMED /experiment/key",
                        "OUT_OF_RANGE /experiment/share",
                        "REQUIRED /experiment/tiers",
                        "UNKNOWN_PROPERTY /experiment/side");
        assertThat(codes(violations(trying(pool(0)))))
                .containsExactly("OUT_OF_RANGE /experiment/share");
        assertThatThrownBy(() -> experiment("pool", 100)).hasMessageContaining("share (100)");
        assertThatThrownBy(() -> experiment("pool", 0)).hasMessageContaining("share (0)");
    }

    @Test
    void noTwoRulesOfBothSidesHaveOneId() {
        assertThat(codes(violations(trying(pool(20, rule("id", "v"), rule()), rule()))))
                .containsExactly("DUPLICATE /experiment/tiers/0/rules/1/id");
        assertThat(
                        codes(
                                violations(
                                        trying(
                                                pool(
                                                        20,
                                                        rule("id", "v"),
                                                        rule("id", "w", "assign", "mia"))))))
                .containsExactly("WRONG_TYPE /experiment/tiers/0/rules/1/assign");
    }

    @Test
    void theSideOfALeadIsKept() {
        var side = new ExperimentSide(new ExperimentKey("pool"), Side.VARIANT, 7);
        var old = new ExperimentSide(new ExperimentKey("pool"), Side.VARIANT, null);

        assertThat(ExperimentSide.ofDocument(side.toKept())).contains(side);
        assertThat(ExperimentSide.ofDocument(old.toKept())).contains(old);
        assertThat(ExperimentSide.ofDocument(side.toDocument())).contains(old);
        assertThat(ExperimentSide.ofDocument(Map.of())).isEmpty();
        assertThat(ExperimentSide.ofDocument(Map.of("key", "pool"))).isEmpty();
    }

    @Test
    void theDiffTellsOfAnExperimentInWords() {
        var without = policy(rule());
        var before = trying(pool(20, rule("id", "v1"), rule("id", "v2")), rule());
        var after =
                trying(pool(30, rule("id", "v1", "priority", "HIGH"), rule("id", "v3")), rule());

        assertThat(PolicyDiff.between(without, before))
                .extracting(PolicyDiff.Change::path, PolicyDiff.Change::text)
                .containsExactly(
                        tuple(
                                "/experiment",
                                "Experiment 'pool' added: 20 % of the companies go by its tiers"));
        assertThat(PolicyDiff.between(before, without))
                .extracting(PolicyDiff.Change::text)
                .containsExactly(
                        "Experiment 'pool' removed: all leads go by the policy's own tiers");
        assertThat(PolicyDiff.between(before, before)).isEmpty();
        assertThat(PolicyDiff.between(before, after))
                .extracting(change -> change.path() + " " + change.text())
                .containsExactly(
                        "/experiment/tiers/0/rules/0/priority Experiment 'pool': Rule 'v1':"
                                + " priority set to HIGH",
                        "/experiment/tiers/0/rules/1 Experiment 'pool': Rule 'v3' added to tier"
                                + " 'Other'",
                        "/experiment/tiers/0/rules/1 Experiment 'pool': Rule 'v2' removed from tier"
                                + " 'Other'",
                        "/experiment/share Experiment 'pool': share changed from 20 to 30");
    }
}
