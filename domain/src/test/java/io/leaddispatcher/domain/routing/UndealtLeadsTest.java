package io.leaddispatcher.domain.routing;

import static io.leaddispatcher.domain.routing.Decided.where;
import static io.leaddispatcher.domain.routing.Workspaces.NOON;
import static io.leaddispatcher.domain.routing.Workspaces.account;
import static io.leaddispatcher.domain.routing.Workspaces.leaf;
import static io.leaddispatcher.domain.routing.Workspaces.object;
import static io.leaddispatcher.domain.routing.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.lead.Lead;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.pool.Cause;
import io.leaddispatcher.domain.pool.LedgerRow;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What leads that a pool counts, and has not dealt in turn, leave to those who were away. */
class UndealtLeadsTest extends RouterScenes {

    private static final PoolKey EMEA = new PoolKey("emea");
    private static final Instant BACK = NOON.plus(Duration.ofHours(1));

    /** Mia is away for an hour. */
    private final Workspaces workspace =
            workspace()
                    .rep(
                            "mia",
                            "outOfOffice",
                            List.of(object("from", "2026-11-25T00:00:00Z", "to", BACK.toString())))
                    .reps("ben", "zoe")
                    .pool(
                            "emea",
                            "ROUND_ROBIN",
                            List.of("mia", "ben", "zoe"),
                            "countsOwnerAssignments",
                            true)
                    .rule("owner", "assign", OWNER)
                    .rule(
                            "all",
                            "when",
                            leaf("lead.urgency", "eq", "high"),
                            "assign",
                            POOL,
                            "offer",
                            object("mode", "BROADCAST"))
                    .rule("one", "assign", POOL);

    private final Router router = workspace.router();
    private final List<LedgerRow> rows = new ArrayList<>();
    private RoutingState state = workspace.state();
    private int leads;

    private Lead lead(String urgency) {
        return workspace.lead(new LeadId(new UUID(7, ++leads)), NOON, "lead.urgency", urgency);
    }

    private Decision decide(LeadContext context, Instant at) {
        Decision decision = router.decide(context, state, at);
        state = decision.state();
        rows.addAll(decision.ledgerRows());
        return decision;
    }

    private void ownedBy(String rep, Instant at) {
        var owned = Workspaces.of(account("of-" + rep, "owner", rep), lead("low"));
        assertThat(where(decide(owned, at))).isEqualTo(rep);
    }

    private void acceptedBy(String rep) {
        Lead lead = lead("high");
        assertThat(where(decide(LeadContext.of(lead), NOON))).isEqualTo("all of ben, zoe");
        Acceptance taken =
                Acceptance.of(workspace.configuration(), state, lead, new RepKey(rep), EMEA, NOON);
        state = taken.state();
        rows.addAll(taken.rows());
    }

    /** How many of the next twenty go to Mia once she is back. */
    private long miasOfTwenty() {
        List<String> takers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            takers.add(where(decide(LeadContext.of(lead("low")), BACK.plusSeconds(i))));
        }
        return takers.stream().filter("mia"::equals).count();
    }

    private List<Cause> causesOf(String rep) {
        return rows.stream()
                .filter(row -> row.rep().equals(new RepKey(rep)))
                .map(LedgerRow::cause)
                .filter(cause -> cause != Cause.ASSIGNED)
                .toList();
    }

    @Test
    void pain03_whoWasAwayWhileOthersWereAskedIsNotFlooded() {
        for (int i = 0; i < 10; i++) {
            acceptedBy("ben");
            acceptedBy("zoe");
        }

        assertThat(miasOfTwenty()).isBetween(6L, 7L);
        assertThat(causesOf("mia")).containsExactly(Cause.JOIN, Cause.LEAVE, Cause.RETURN);
        assertThat(causesOf("ben")).containsExactly(Cause.JOIN);
    }

    @Test
    void pain03_whoWasAwayWhileOwnersGotTheirLeadsIsNotFlooded() {
        for (int i = 0; i < 10; i++) {
            ownedBy("ben", NOON);
            ownedBy("zoe", NOON);
        }

        assertThat(miasOfTwenty()).isBetween(6L, 7L);
        assertThat(causesOf("mia")).containsExactly(Cause.JOIN, Cause.LEAVE, Cause.RETURN);
    }

    @Test
    void whoIsThereStillEvensOutWhatOwnersHadBefore() {
        for (int i = 0; i < 4; i++) {
            ownedBy("ben", BACK);
            ownedBy("zoe", BACK);
        }

        assertThat(miasOfTwenty()).as("of all 28 nine or ten").isBetween(9L, 10L);
        assertThat(causesOf("mia")).containsExactly(Cause.JOIN);
    }

    @Test
    void anOwnerWhoGetsALeadWhileNobodyIsThereLeavesTheLedgerAsItIs() {
        var everybodyAway =
                workspace()
                        .rep("mia", "paused", true)
                        .rep("ben", "paused", true)
                        .pool(
                                "emea",
                                "ROUND_ROBIN",
                                List.of("mia", "ben"),
                                "countsOwnerAssignments",
                                true)
                        .rule("owner", "assign", OWNER, "whenUnavailable", "ASSIGN_ANYWAY");

        var owned =
                everybodyAway.decide(
                        Workspaces.of(account("acme", "owner", "mia"), everybodyAway.lead()));

        assertThat(where(owned)).isEqualTo("mia");
        assertThat(owned.ledgerRows().stream().map(LedgerRow::cause))
                .containsExactly(Cause.JOIN, Cause.JOIN, Cause.ASSIGNED);
    }

    @Test
    void whoHasNoRoomIsNotThereAndWhoLacksASkillOfAnOwnersLeadIs() {
        var skilled =
                workspace()
                        .rep("mia", "skills", object("language", List.of("de")))
                        .rep("ben")
                        .rep("zoe", "capacity", object("open", 1))
                        .busy("zoe", 1)
                        .pool(
                                "emea",
                                "ROUND_ROBIN",
                                List.of("mia", "ben", "zoe"),
                                "countsOwnerAssignments",
                                true)
                        .rule(
                                "owner",
                                "assign",
                                OWNER,
                                "skills",
                                List.of(object("skill", "language", "anyOf", List.of("de"))));

        var owned = skilled.decide(Workspaces.of(account("acme", "owner", "mia"), skilled.lead()));

        assertThat(owned.ledgerRows())
                .extracting(row -> row.cause() + " " + row.rep())
                .containsExactly("JOIN mia", "JOIN ben", "JOIN zoe", "LEAVE zoe", "ASSIGNED mia");
    }
}
