package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.pool.ShowRepDecisions;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.web.list.Asked;
import io.leaddispatcher.web.list.ListAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What the address of the page asks for. What it says and nobody knows is left out.
 *
 * @param days how many days back
 * @param reason why the rep was passed over; null: all decisions
 * @param after the decision at which the page before ended
 */
record RepDecisionsFilter(RepKey rep, int days, @Nullable String reason, @Nullable UUID after) {

    static final List<Integer> DAYS = List.of(7, 30, 90);

    private static final int USUAL = 30;
    private static final int PAGE = 50;

    static RepDecisionsFilter of(RepKey rep, MultiValueMap<String, String> parameters) {
        var days = parameters.getFirst("days");
        return new RepDecisionsFilter(
                rep,
                DAYS.stream()
                        .filter(each -> each.toString().equals(days))
                        .findFirst()
                        .orElse(USUAL),
                Asked.text(parameters, "reason"),
                id(parameters.getFirst("after")));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    ShowRepDecisions.Query query(Caller caller, Instant now) {
        return new ShowRepDecisions.Query(
                caller, rep, now.minus(Duration.ofDays(days)), now, reason, after, PAGE);
    }

    /** The address of the same for so many days. */
    String address(int others) {
        return new RepDecisionsFilter(rep, others, reason, null).address();
    }

    /** The address of those that passed the rep over for this; of all when it is shown already. */
    String address(String other) {
        return new RepDecisionsFilter(rep, days, other.equals(reason) ? null : other, null)
                .address();
    }

    String address(@Nullable UUID place) {
        return new RepDecisionsFilter(rep, days, reason, place).address();
    }

    private String address() {
        return ListAddress.of("/reps/%s/decisions".formatted(rep))
                .with("days", days == USUAL ? null : days)
                .with("reason", reason)
                .with("after", after)
                .text();
    }
}
