package io.leaddispatcher.adapter.salesforce;

import static io.leaddispatcher.http.PeerJson.text;

import io.leaddispatcher.adapter.salesforce.SalesforceApi.Account;
import io.leaddispatcher.application.crm.port.CrmRefusedException;
import io.leaddispatcher.domain.dispatch.Attempt;
import io.leaddispatcher.http.Remembered;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** By what an organisation tells the tasks that are closed: each may name that as it likes. */
final class TaskStatuses {

    /** What it is called where nobody has named it otherwise. */
    static final String COMPLETED = "Completed";

    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final String CLOSED =
            "SELECT ApiName FROM TaskStatus WHERE IsClosed = true ORDER BY SortOrder LIMIT 100";

    private final SalesforceCalls calls;
    private final Remembered<String> known;

    TaskStatuses(SalesforceCalls calls, InstantSource clock) {
        this.calls = calls;
        this.known = new Remembered<>(KNOWN_FOR, clock);
    }

    /**
     * The usual one, else the first that the organisation has. Who may not ask for them gets the
     * usual one: should there be none of that name, Salesforce says so of the task.
     */
    Mono<String> closed(Account account) {
        return known.of(
                account.tenant() + "/" + account.connection().account(),
                calls.rows(account, CLOSED)
                        .map(rows ->
                                rows.stream()
                                        .flatMap(row -> text(row, "ApiName").stream())
                                        .toList())
                        .map(TaskStatuses::best)
                        .onErrorResume(
                                CrmRefusedException.class,
                                refused ->
                                        refused.attempt() instanceof Attempt.Dead
                                                ? Mono.just(COMPLETED)
                                                : Mono.error(refused)));
    }

    private static String best(List<String> closed) {
        return closed.isEmpty() || closed.contains(COMPLETED) ? COMPLETED : closed.getFirst();
    }
}
