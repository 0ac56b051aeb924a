package io.leaddispatcher.adapter.postgres.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.PolicyKind;
import io.leaddispatcher.application.live.Happened;
import io.leaddispatcher.application.presence.Sighting;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private static final UUID NODE = new UUID(1, 1);
    private static final TenantId TENANT = new TenantId(new UUID(2, 2));

    @Test
    void whatHappenedArrivesWhole() {
        Happened happened = happened(3, 2);

        assertThat(Notice.of(NODE, happened).map(Notice::payload).map(Notice::parse))
                .containsExactly(new Notice(NODE, happened));
    }

    @Test
    void muchIsSaidInSeveralNoticesThatPostgresqlTakes() {
        List<Notice> notices = Notice.of(NODE, happened(1_000, 200)).toList();

        Set<LeadId> leads = new HashSet<>();
        Set<UUID> routed = new HashSet<>();
        for (Notice notice : notices) {
            assertThat(notice.payload().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
            Notice read = Objects.requireNonNull(Notice.parse(notice.payload()));
            leads.addAll(read.happened().leads());
            routed.addAll(read.happened().routed());
        }
        assertThat(leads).hasSize(1_000);
        assertThat(routed).hasSize(200);
    }

    @Test
    void whatAnotherVersionSaysIsPassedOver() {
        assertThat(Notice.parse("v2 {}")).isNull();
        assertThat(Notice.parse("a;b;c;d")).isNull();
    }

    @Test
    void whoHasADraftOpenArrivesWholeAndIsNoWordOfLeads() {
        SightingNotice seen =
                new SightingNotice(
                        NODE,
                        new Sighting(
                                TENANT,
                                PolicyKind.CALL,
                                new UUID(5, 1),
                                new UUID(5, 2),
                                Sighting.What.SAVED,
                                7));

        assertThat(SightingNotice.parse(seen.payload())).isEqualTo(seen);
        assertThat(Notice.parse(seen.payload())).isNull();
        assertThat(SightingNotice.parse("a;b;c;d")).isNull();
        assertThat(SightingNotice.parse(seen.payload().replace("SAVED", "SLEPT"))).isNull();
    }

    private static Happened happened(int leads, int routed) {
        return new Happened(
                TENANT,
                LongStream.range(0, leads)
                        .mapToObj(id -> new LeadId(new UUID(3, id)))
                        .collect(Collectors.toSet()),
                LongStream.range(0, routed)
                        .mapToObj(id -> new UUID(4, id))
                        .collect(Collectors.toSet()));
    }
}
