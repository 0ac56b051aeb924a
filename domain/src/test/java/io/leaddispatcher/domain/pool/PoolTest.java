package io.leaddispatcher.domain.pool;

import static io.leaddispatcher.domain.pool.Pools.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.outcome.Outcome;
import io.leaddispatcher.domain.outcome.OutcomeType;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Respect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {

    private static final PoolKey KEY = new PoolKey("emea-fintech");

    private final Violations violations = new Violations();

    private Pool read(Map<String, ?> document) {
        return Pool.read(
                KEY,
                Part.root(document, violations),
                rep -> !rep.value().equals("nobody"),
                path -> path.equals("lead.language"));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void readsTheWholeDocument() {
        Pool pool =
                read(
                        Map.of(
                                "key",
                                "emea-fintech",
                                "name",
                                "EMEA fintech",
                                "strategy",
                                "WEIGHTED",
                                "members",
                                List.of(
                                        Map.of("rep", "mia", "weight", number("2")),
                                        Map.of("rep", "ben", "priority", number("1"))),
                                "respect",
                                List.of("HOURS", "CALENDAR"),
                                "skillMatch",
                                List.of(
                                        Map.of(
                                                "skill", "language",
                                                "equals", "lead.language")),
                                "catchUp",
                                number("3"),
                                "cycle",
                                "WEEK",
                                "countsOwnerAssignments",
                                true));

        assertThat(violations.list()).isEmpty();
        assertThat(pool.members())
                .containsExactly(
                        new PoolMember(new RepKey("mia"), 2, 1),
                        new PoolMember(new RepKey("ben"), 1, 1));
        assertThat(pool.respect()).containsExactly(Respect.HOURS, Respect.CALENDAR);
        assertThat(pool.skillMatch()).containsExactly(new SkillMatch("language", "lead.language"));
        assertThat(pool.name()).isEqualTo("EMEA fintech");
        assertThat(pool.catchUp()).isEqualTo(3);
        assertThat(pool.cycle()).isEqualTo(Cycle.WEEK);
        assertThat(pool.countsOwnerAssignments()).isTrue();
    }

    @Test
    void whatIsLeftOutHasADefault() {
        Pool pool = read(Map.of("name", "P", "strategy", "ROUND_ROBIN"));

        assertThat(violations.list()).isEmpty();
        assertThat(pool.members()).isEmpty();
        assertThat(pool.respect()).containsExactly(Respect.values());
        assertThat(pool.catchUp()).isZero();
        assertThat(pool.cycle()).isEqualTo(Cycle.EVER);
        assertThat(pool.countsOwnerAssignments()).isFalse();
    }

    @Test
    void namesEveryViolationAtOnce() {
        Map<String, Object> noRep = new LinkedHashMap<>();
        noRep.put("weight", number("1.5"));
        read(
                Map.of(
                        "strategy", "BY_LOT",
                        "members",
                                List.of(
                                        Map.of("rep", "mia", "weight", number("0")),
                                        Map.of("rep", "mia", "weight", number("1001")),
                                        Map.of("rep", "nobody"),
                                        Map.of("rep", "no key!", "share", number("1")),
                                        noRep,
                                        "mia"),
                        "respect", List.of("HOURS", "HOURS", "SLEEP"),
                        "skillMatch",
                                List.of(
                                        "x",
                                        Map.of("skill", "language"),
                                        Map.of("equals", "lead.language"),
                                        Map.of("skill", "language", "equals", "lead.langauge")),
                        "catchUp", number("-1"),
                        "colour", "red"));

        assertThat(violations.list())
                .extracting(Violation::pointer, Violation::code)
                .containsExactlyInAnyOrder(
                        tuple("/name", Code.REQUIRED),
                        tuple("/strategy", Code.OUT_OF_RANGE),
                        tuple("/members/0/weight", Code.OUT_OF_RANGE),
                        tuple("/members/1/weight", Code.OUT_OF_RANGE),
                        tuple("/members/1/rep", Code.DUPLICATE),
                        tuple("/members/2/rep", Code.UNKNOWN_REFERENCE),
                        tuple("/members/3/rep", Code.MALFORMED),
                        tuple("/members/3/share", Code.UNKNOWN_PROPERTY),
                        tuple("/members/4/rep", Code.REQUIRED),
                        tuple("/members/4/weight", Code.OUT_OF_RANGE),
                        tuple("/members/5", Code.WRONG_TYPE),
                        tuple("/respect/1", Code.DUPLICATE),
                        tuple("/respect/2", Code.OUT_OF_RANGE),
                        tuple("/skillMatch/0", Code.WRONG_TYPE),
                        tuple("/skillMatch/1/equals", Code.REQUIRED),
                        tuple("/skillMatch/2/skill", Code.REQUIRED),
                        tuple("/skillMatch/3/equals", Code.UNKNOWN_FIELD),
                        tuple("/catchUp", Code.OUT_OF_RANGE),
                        tuple("/colour", Code.UNKNOWN_PROPERTY));
    }

    @Test
    void aPoolHasAThousandMembersAtMost() {
        read(
                Map.of(
                        "name", "P",
                        "strategy", "PRIORITY",
                        "members", Collections.nCopies(1001, Map.of("rep", "mia"))));
        assertThat(violations.list())
                .contains(
                        new Violation(
                                "/members", Code.OUT_OF_RANGE, "must have at most 1000 members"));
    }

    @Test
    void aWeightIsFromOneToAThousand() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolMember(rep(1), 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolMember(rep(1), 1001, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "true, NO_SHOW, true",
        "false, NO_SHOW, false",
        "true, NO_SHOW NO_SHOW_TAKEN_BACK, false",
        "false, NO_SHOW DISQUALIFIED, true",
        "true, NO_SHOW DISQUALIFIED NO_SHOW_TAKEN_BACK, true",
        "true, WON, false"
    })
    void pain07_aLeadIsNoTurnByAllThatWasToldOfIt(boolean credits, String told, boolean none) {
        Pool pool = read(Map.of("name", "P", "strategy", "WEIGHTED", "creditNoShow", credits));

        assertThat(
                        pool.givesBack(
                                Arrays.stream(told.split(" "))
                                        .map(type ->
                                                new Outcome(
                                                        OutcomeType.valueOf(type),
                                                        Instant.EPOCH,
                                                        null,
                                                        null,
                                                        "SPAM"))
                                        .toList()))
                .isEqualTo(none);
    }
}
