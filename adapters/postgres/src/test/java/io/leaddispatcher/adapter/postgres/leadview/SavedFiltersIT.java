package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.leadfilter.port.SavedFilters;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SavedFiltersIT extends LeadViewsOnPostgres {

    @Test
    void aFilterIsItsOwnersReplacedByNameAndCanComeBack() {
        UUID zoe = member();
        SavedFilters filters = database.get(SavedFilters.class);
        var first = saved("Waiting", "NEW");
        in(filters.save(tenant, zoe, first, NOON).thenReturn(true));
        in(filters.save(tenant, zoe, saved("WAITING", "QUEUED"), NOON).thenReturn(true));

        assertThat(in(filters.of(tenant, zoe).collectList()))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.name()).isEqualTo("WAITING");
                    assertThat(kept.query()).isEqualTo(Map.of("status", "QUEUED"));
                    assertThat(kept.id()).isEqualTo(first.id());
                });
        assertThat(in(filters.of(tenant, member()).collectList())).isEmpty();
        assertThat(in(filters.drop(tenant, zoe, first.id(), NOON, NOON))).isTrue();
        assertThat(in(filters.drop(tenant, zoe, first.id(), NOON, NOON))).isFalse();
        in(filters.save(tenant, zoe, saved("waiting", "NEW"), NOON).thenReturn(true));
        assertThat(in(filters.restore(tenant, zoe, first.id()))).isFalse();
        assertThat(in(filters.drop(tenant, zoe, new UUID(0, 0), NOON, NOON.plusSeconds(1))))
                .isFalse();
        assertThat(in(filters.of(tenant, zoe).collectList())).hasSize(1);
    }

    private SavedFilters.Saved saved(String name, String status) {
        return new SavedFilters.Saved(new UUID(7, ++ids), name, Map.of("status", status), null);
    }

    private UUID member() {
        UUID id = UUID.randomUUID();
        database.executeAsSuperuser(
                "insert into person (id, email, name, created_at) values ('%1$s', '%1$s@x.test', 'Zoe', now())"
                        .formatted(id));
        database.executeAsSuperuser(
                "insert into member (tenant_id, id, person_id, role, created_at) values ('%1$s', '%2$s', '%2$s', 'ADMIN', now())"
                        .formatted(tenant, id));
        return id;
    }
}
