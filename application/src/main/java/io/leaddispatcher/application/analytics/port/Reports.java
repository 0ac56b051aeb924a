package io.leaddispatcher.application.analytics.port;

import io.leaddispatcher.application.analytics.GroupBy;
import io.leaddispatcher.application.analytics.Report;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Counts what became of leads. Called inside a unit of work of the tenant. */
public interface Reports {

    /** A rep is in a team. */
    record Membership(TeamKey team, RepKey rep) {}

    /**
     * What is counted.
     *
     * @param from earliest arrival of a lead, inclusive
     * @param to latest arrival, exclusive
     * @param zone in which days begin
     * @param teams who is in which, when it is grouped by team
     */
    record Wish(
            Report report,
            GroupBy groupBy,
            Instant from,
            Instant to,
            ZoneId zone,
            List<Membership> teams) {
        public Wish {
            teams = List.copyOf(teams);
        }
    }

    /**
     * The numbers of a group.
     *
     * @param total of all of them; each lead counts once
     * @param key of the group; null for what nobody, or nothing, is named for
     * @param numbers by the keys of the report's columns that are no shares; what there is nothing
     *     to tell of is not among them
     * @param won amounts by currency; {@code XXX} where none was told
     * @param winners how many leads made them, by currency
     */
    record Line(
            boolean total,
            @Nullable String key,
            Map<String, BigDecimal> numbers,
            Map<String, BigDecimal> won,
            Map<String, BigDecimal> winners) {
        public Line {
            numbers = Map.copyOf(numbers);
            won = Map.copyOf(won);
            winners = Map.copyOf(winners);
        }
    }

    /**
     * The total, always, and the groups in no order: at most so many, those of most leads. Fails
     * with {@link TooMuchToCountException} when it takes too long.
     */
    Flux<Line> of(TenantId tenant, Wish wish, int most);
}
