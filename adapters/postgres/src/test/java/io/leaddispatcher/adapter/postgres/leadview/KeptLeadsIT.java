package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadFile;
import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptLeadsIT extends LeadViewsOnPostgres {

    private static final Instant FIRST = Instant.parse("2026-03-01T02:00:00Z");
    private static final Instant AGAIN = Instant.parse("2026-11-24T10:00:00.123456Z");

    @Test
    void whenItsPersonAskedAgainIsKeptBesideWhenItWasReceivedFirst() {
        LeadId id = lead("Lovelace", FIRST, with(null, null), LeadStatus.COMPLETED);
        assertThat(file(id).askedAgainAt()).isNull();

        LeadFile again = file(id).askedAgain(AGAIN.plusNanos(789));
        unitOfWork()
                .run(tenant, database.get(Leads.class).save(tenant, List.of(again), AGAIN))
                .block();

        assertThat(file(id)).isEqualTo(again);
        assertThat(file(id).askedAgainAt()).isEqualTo(AGAIN);
        assertThat(file(id).asked().receivedAt()).isEqualTo(AGAIN);
        assertThat(file(id).lead().receivedAt()).isEqualTo(FIRST);
        assertThat(file(id).arrivedAt()).isEqualTo(FIRST);
    }

    private LeadFile file(LeadId id) {
        return Objects.requireNonNull(
                unitOfWork()
                        .run(
                                tenant,
                                database.get(Leads.class)
                                        .find(tenant, List.of(id), _ -> Optional.empty())
                                        .next())
                        .block());
    }
}
