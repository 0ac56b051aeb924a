package io.leaddispatcher.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.FindEndedSessions.Query;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class FindEndedSessionsTest {

    private final List<Integer> asked = new ArrayList<>();
    private final FindEndedSessions find = new FindEndedSessions(new OneThatIsOpen());

    @Test
    void ofManySessionsThoseThatAreOverAreToldByOneQuestion() {
        assertThat(find.handle(new Query(Set.of("open", "over", "unknown"))).block())
                .containsExactlyInAnyOrder("over", "unknown");
        assertThat(asked).containsExactly(3);
    }

    @Test
    void whereThereIsNoneNobodyIsAsked() {
        assertThat(find.handle(new Query(Set.of())).block()).isEmpty();
        assertThat(asked).isEmpty();
    }

    private final class OneThatIsOpen extends PlainAccess {

        @Override
        public Mono<Credentials> find(String email) {
            return Mono.empty();
        }

        @Override
        public Flux<Membership> memberships(UUID person) {
            return Flux.empty();
        }

        @Override
        public Mono<Void> open(
                TenantId tenant,
                byte[] tokenHash,
                UUID member,
                Instant at,
                @Nullable String address) {
            return Mono.empty();
        }

        @Override
        public Flux<byte[]> stillOpen(Collection<byte[]> tokenHashes) {
            asked.add(tokenHashes.size());
            return Flux.fromIterable(tokenHashes)
                    .filter(hash -> Arrays.equals(hash, TokenHash.of("open")));
        }
    }
}
