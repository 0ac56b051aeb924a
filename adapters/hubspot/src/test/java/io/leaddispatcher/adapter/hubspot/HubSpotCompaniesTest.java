package io.leaddispatcher.adapter.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmAccounts.CrmAccount;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.scheduler.Schedulers;

/** Companies of HubSpot, as they are mirrored and looked up. */
class HubSpotCompaniesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T22:00:00Z");
    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(
                    new ConnectionKey("hs"),
                    "hubspot",
                    Map.of("callsPerSecond", "100"),
                    Map.of("accessToken", new Secret("pat-1")));

    private final StandInHubSpot hubSpot = new StandInHubSpot();
    private final Crm crm =
            HubSpotCrm.of(
                    new HubSpotApi(
                            WebClient.create(),
                            HubSpotTokens.pasted(),
                            hubSpot.url(),
                            InstantSource.fixed(NOW),
                            Schedulers.parallel()),
                    InstantSource.fixed(NOW));

    @AfterEach
    void stop() {
        hubSpot.close();
    }

    @Test
    void aCompanySaysWhatItIsAskedFor() {
        hubSpot.records().company(7, NOW, Map.of("name", "Acme", "industry", "BANKING"));

        assertThat(
                        crm.accounts()
                                .read(TENANT, CONNECTION, "7", Set.of("industry", "nothing"))
                                .block(Duration.ofSeconds(10)))
                .isEqualTo(Map.of("industry", "BANKING"));
        assertThat(
                        crm.accounts()
                                .read(TENANT, CONNECTION, "8", Set.of("industry"))
                                .blockOptional(Duration.ofSeconds(10)))
                .isEmpty();
        assertThat(crm.fields().withoutCompany()).containsEntry("country", "company.country");
    }

    @Test
    void companiesComePageByPage() {
        for (int i = 1; i <= 250; i++) {
            hubSpot.records().company(i, NOW, Map.of("name", "Firm " + i));
        }
        hubSpot.records()
                .company(
                        251,
                        NOW.plusSeconds(1),
                        Map.of(
                                "name",
                                "Acme",
                                "domain",
                                "acme.de",
                                "hs_additional_domains",
                                "acme.com; acme.de",
                                "hubspot_owner_id",
                                "77",
                                "hs_parent_company_id",
                                "3"));
        List<CrmAccount> all = new ArrayList<>();
        String cursor = null;
        do {
            CrmAccounts.Page page =
                    Objects.requireNonNull(
                            crm.accounts()
                                    .page(TENANT, CONNECTION, cursor)
                                    .block(Duration.ofSeconds(10)));
            all.addAll(page.accounts());
            cursor = page.next();
        } while (cursor != null);

        assertThat(all).hasSize(251);
        var acme =
                new CrmAccount(
                        "251",
                        "Acme",
                        List.of("acme.de", "acme.com"),
                        null,
                        null,
                        "77",
                        "3",
                        NOW.plusSeconds(1));
        assertThat(all.getLast()).isEqualTo(acme);
        assertThat(
                        crm.accounts()
                                .changed(TENANT, CONNECTION, NOW.plusSeconds(1), null)
                                .block(Duration.ofSeconds(10)))
                .isEqualTo(new CrmAccounts.Page(List.of(acme), null));
        assertThat(crm.accounts().count(TENANT, CONNECTION).block(Duration.ofSeconds(10)))
                .isEqualTo(251);
        assertThat(
                        crm.accounts()
                                .byIds(TENANT, CONNECTION, List.of("251", "9999"))
                                .collectList()
                                .block(Duration.ofSeconds(10)))
                .containsExactly(acme);
        assertThat(
                        crm.accounts()
                                .search(TENANT, CONNECTION, "acme.com", null)
                                .collectList()
                                .block(Duration.ofSeconds(10)))
                .containsExactly(acme);
        assertThat(
                        crm.accounts()
                                .search(TENANT, CONNECTION, "acme.de", null)
                                .collectList()
                                .block(Duration.ofSeconds(10)))
                .containsExactly(acme);
    }

    @Test
    void changesOfManyAreNotCutOffAtAPage() {
        for (int i = 1; i <= 450; i++) {
            hubSpot.records().company(i, NOW, Map.of("name", "Firm " + i));
        }

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            CrmAccounts.Page page =
                    Objects.requireNonNull(
                            crm.accounts()
                                    .changed(TENANT, CONNECTION, NOW, cursor)
                                    .block(Duration.ofSeconds(10)));
            page.accounts().forEach(each -> seen.add(each.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).hasSize(450).doesNotHaveDuplicates();
    }
}
