package io.leaddispatcher.application.routing;

import static io.leaddispatcher.application.routing.RoutingDesk.ANA;
import static io.leaddispatcher.application.routing.RoutingDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.pool.ShowTakers;
import io.leaddispatcher.application.pool.ShowTakers.Of;
import io.leaddispatcher.application.pool.ShowTakers.Taker;
import io.leaddispatcher.application.routing.port.Accounts;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.account.Account;
import io.leaddispatcher.domain.account.AccountKey;
import io.leaddispatcher.domain.account.MatchKeys;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.UnavailabilityReason;
import io.leaddispatcher.domain.tenant.TenantId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ShowTakersTest {

    private final RoutingDesk desk = new RoutingDesk();

    @Test
    void aPoolShowsItsMembersInOrderAndWhatItHeedsAgainstThem() {
        rep("mia");
        rep("ben");
        pool("strict", List.of("CAPACITY"));
        pool("lenient", List.of("HOURS"));
        desk.rule("all", "assign", Map.of("rep", "mia"));
        desk.event(ANA);
        desk.turn();

        assertThat(takers(new Of.Pool(new PoolKey("strict"))))
                .containsExactly(
                        new Taker(
                                new RepKey("mia"),
                                "mia",
                                List.of(UnavailabilityReason.AT_CAPACITY)),
                        new Taker(new RepKey("ben"), "ben", List.of()));
        assertThat(takers(new Of.Pool(new PoolKey("lenient"))))
                .extracting(Taker::against)
                .containsOnly(List.of());
        assertThat(takers(new Of.Rep(new RepKey("mia"))))
                .extracting(Taker::against)
                .containsExactly(List.of(UnavailabilityReason.AT_CAPACITY));
    }

    @Test
    void whatIsNotThereHasNobody() {
        assertThat(takers(new Of.Pool(new PoolKey("none")))).isEmpty();
        assertThat(takers(new Of.Rep(new RepKey("none")))).isEmpty();
    }

    private void rep(String key) {
        desk.keep(
                ConfigurationKind.REP,
                key,
                "name",
                key,
                "email",
                key + "@x.test",
                "capacity",
                Map.of("open", BigDecimal.ONE));
    }

    private void pool(String key, List<String> respect) {
        desk.keep(
                ConfigurationKind.POOL,
                key,
                "name",
                key,
                "strategy",
                "ROUND_ROBIN",
                "respect",
                respect,
                "members",
                List.of(Map.of("rep", "mia"), Map.of("rep", "ben")));
    }

    private List<Taker> takers(Of of) {
        var outlook =
                new RoutingOutlook(desk.states, desk.records, new NoAccounts(), desk.companyLeads);
        var show =
                new ShowTakers(
                        desk.configurations, outlook, new ImmediateUnitOfWork(), () -> desk.now);
        return Objects.requireNonNull(
                show.handle(new ShowTakers.Query(Caller.system(TENANT), of)).block());
    }

    private static final class NoAccounts implements Accounts {
        @Override
        public Flux<Account> candidates(TenantId tenant, Collection<MatchKeys> keys) {
            return Flux.empty();
        }

        @Override
        public Flux<Account> withAncestors(TenantId tenant, Collection<AccountKey> keys) {
            return Flux.empty();
        }
    }
}
