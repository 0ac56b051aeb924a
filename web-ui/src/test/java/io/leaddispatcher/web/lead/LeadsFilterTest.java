package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.lead.FindLeads;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.LeadOrder;
import io.leaddispatcher.application.lead.LeadTraits;
import io.leaddispatcher.domain.policy.Priority;
import io.leaddispatcher.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

class LeadsFilterTest {

    private static final Caller CALLER = Caller.system(new TenantId(new UUID(0, 1)));

    @Test
    void daysBeginAndEndWhereTheReaderIs() {
        var query = query("/leads?from=2026-11-20&to=2026-11-21&zone=Pacific/Auckland");

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-19T11:00:00Z"));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-21T11:00:00Z"));
    }

    @Test
    void whatNobodyKnowsIsLeftOut() {
        var query = query("/leads?status=LOST&from=soon&zone=Middle/Earth&to=2026-11-21&q=%20");

        assertThat(query.status()).isNull();
        assertThat(query.from()).isNull();
        assertThat(query.q()).isNull();
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-22T00:00:00Z"));
    }

    @Test
    void theAddressOfTheNextPageAsksForTheSame() {
        var filter = filter("/leads?q=a%26b%20c&status=QUEUED&from=2026-11-20&zone=Asia/Tokyo");
        var next = filter(filter.address("abc"));

        assertThat(next.q()).isEqualTo("a&b c");
        assertThat(next.status()).isEqualTo("QUEUED");
        assertThat(next.from()).isEqualTo(filter.from());
        assertThat(next.zone()).isEqualTo(filter.zone());
        assertThat(next.cursor()).isEqualTo("abc");
    }

    @Test
    void anAddressThatComesBackIsReadAndNeverFollowed() {
        var filter =
                LeadsFilter.ofAddress("https://evil.example/x?q=a%26b%20c&need=BREACHED&evil=1");

        assertThat(filter.parts()).containsExactly(entry("q", "a&b c"), entry("need", "BREACHED"));
        assertThat(filter.address("")).startsWith("/leads?q=a%26b%20c&need=BREACHED");
        assertThat(LeadsFilter.ofAddress("/leads?q=%zz").parts()).isEmpty();
        assertThat(LeadsFilter.ofAddress(null).narrows()).isFalse();
    }

    @Test
    void whatIsKeptAsksForTheSameAgain() {
        var filter = filter("/leads?status=QUEUED&need=DUE_SOON&from=2026-11-20&zone=Asia/Tokyo");

        assertThat(LeadsFilter.of(filter.parts()).parts()).isEqualTo(filter.parts());
        assertThat(filter("/leads?zone=Asia/Tokyo&cursor=x").parts()).isEmpty();
        assertThat(query("/leads?need=DUE_SOON").need()).isEqualTo(LeadNeed.DUE_SOON);
        assertThat(query("/leads?need=LOVE").need()).isNull();
    }

    @Test
    void whatLeadsHaveInCommonIsAskedForByTheNamesOfTheApi() {
        var address =
                "/leads?rep=mia&team=emea&queue=late&pool=hot&rule=dach&source=a%26b&priority=HIGH";
        var query = query(address + "&sort=arrivedAt");

        assertThat(query.team()).isEqualTo("emea");
        assertThat(query.traits()).isEqualTo(new LeadTraits("dach", "a&b", Priority.HIGH, "hot"));
        assertThat(query.order()).isEqualTo(LeadOrder.OLDEST_FIRST);
        assertThat(filter(address).address((String) null)).isEqualTo(address);
        assertThat(query("/leads?priority=SOON&sort=name").traits()).isEqualTo(LeadTraits.ANY);
        assertThat(query("/leads?sort=name").order()).isEqualTo(LeadOrder.NEWEST_FIRST);
    }

    @Test
    void aTimeIsAsExactAsTheLinkThatAsksForIt() {
        var query = query("/leads?from=2026-11-20T10:15:30.123Z&to=2026-11-21T00:00:00Z&zone=UTC");

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-20T10:15:30.123Z"));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(filter("/leads?from=2026-11-20T23:30:00Z&zone=Europe/Berlin").fromDay())
                .as("for the field of the form")
                .isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(query("/leads?from=2026-11-20T25:00:00Z").from()).isNull();
    }

    @Test
    void eachThingThatNarrowsTheListCanBeLeftOut() {
        var filter =
                filter("/leads?q=ana&rule=dach&from=2026-11-20&zone=Asia%2FTokyo&sort=arrivedAt");

        assertThat(filter.without("rule").address((String) null))
                .isEqualTo("/leads?q=ana&from=2026-11-20&zone=Asia%2FTokyo&sort=arrivedAt");
        assertThat(filter.without("from").parts()).doesNotContainKey("zone");
        assertThat(filter.csv())
                .isEqualTo(
                        "/leads/export?q=ana&rule=dach&from=2026-11-20&zone=Asia%2FTokyo&sort=arrivedAt");
    }

    private static FindLeads.Query query(String address) {
        return filter(address).query(CALLER, 50);
    }

    private static LeadsFilter filter(String address) {
        var parameters = new LinkedMultiValueMap<String, String>();
        UriComponentsBuilder.fromUriString(address)
                .build(true)
                .getQueryParams()
                .forEach((name, values) ->
                        values.forEach(value ->
                                parameters.add(
                                        name, UriUtils.decode(value, StandardCharsets.UTF_8))));
        return LeadsFilter.of(parameters);
    }
}
