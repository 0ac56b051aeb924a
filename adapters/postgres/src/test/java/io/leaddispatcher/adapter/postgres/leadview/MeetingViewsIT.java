package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.application.meeting.port.MeetingViews;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.meeting.MeetingState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeetingViewsIT extends LeadViewsOnPostgres {

    @Test
    void meetingsComeByTimeAndARepSeesThoseOfTheirLeads() {
        LeadId mias = lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
        LeadId bens = lead("Other", NOON, with("ben", null), LeadStatus.ASSIGNED);
        meeting(mias, "BOOKED", 60);
        meeting(bens, "BOOKED", 30);
        meeting(mias, "HELD", -120);
        meeting(mias, "BOOKED", -10);
        MeetingViews meetings = database.get(MeetingViews.class);
        Instant now = Instant.now();
        var upcoming = new MeetingViews.Filter(true, now, null, null);

        assertThat(leads(meetings, ALL, upcoming, null)).containsExactly(mias, bens, mias);
        assertThat(leads(meetings, MIA, upcoming, null)).containsExactly(mias, mias);
        assertThat(leads(meetings, ALL, new MeetingViews.Filter(true, now, null, "ben"), null))
                .containsExactly(bens);
        assertThat(
                        leads(
                                meetings,
                                ALL,
                                new MeetingViews.Filter(false, now, MeetingState.HELD, null),
                                null))
                .containsExactly(mias);
        var first = in(meetings.page(tenant, ALL, upcoming, null, 1).collectList()).getFirst();
        assertThat(
                        leads(
                                meetings,
                                ALL,
                                upcoming,
                                new MeetingViews.Position(first.details().startsAt(), first.id())))
                .containsExactly(bens, mias);
    }

    private List<LeadId> leads(
            MeetingViews meetings,
            Sight sight,
            MeetingViews.Filter filter,
            MeetingViews.@Nullable Position after) {
        return in(meetings.page(tenant, sight, filter, after, 10).collectList()).stream()
                .map(row -> row.lead().lead())
                .toList();
    }

    /** Of half an hour; in minutes from now. */
    private void meeting(LeadId lead, String state, int starts) {
        database.executeAsSuperuser(
                "insert into meeting (tenant_id, id, connection_key, booking, lead_id, provider, state, since, starts_at, ends_at, told_at) values ('%1$s', '%2$s', 'c', '%2$s', '%3$s', 'calendly', '%4$s', now(), now() + interval '%5$d minutes', now() + interval '%6$d minutes', now())"
                        .formatted(tenant, new UUID(6, ++ids), lead, state, starts, starts + 30));
    }
}
