package io.leaddispatcher.adapter.postgres.leadview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.lead.LeadStatus;
import io.leaddispatcher.application.lead.port.Leads;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.CrmLink;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.domain.tenant.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a page leads that shows what is known of a lead in a CRM. */
class CrmLinksIT extends LeadViewsOnPostgres {

    private LeadId lead() {
        return lead("Ruiz", NOON, with("mia", null), LeadStatus.ASSIGNED);
    }

    private void connection(String key, String type, String settings) {
        database.executeAsSuperuser(
                """
                insert into connection (tenant_id, id, key, type, name, active, settings, hook_id, version)
                values ('%1$s', '%2$s', '%3$s', '%4$s', '%3$s', true, '%5$s', '%2$s', 1)
                """
                        .formatted(tenant, UUID.randomUUID(), key, type, settings));
    }

    private void told(LeadId lead, String connection, String record, Instant at) {
        in(
                database.get(Leads.class)
                        .knownAs(tenant, lead, new ConnectionKey(connection), record, at)
                        .thenReturn(true));
    }

    private static @Nullable CrmLink link(TenantId tenant, LeadId lead) {
        return unitOfWork().run(tenant, views.crmLink(tenant, lead)).block();
    }

    @Test
    void aLinkLeadsToWhatAConnectionThatIsThereSaidLast() {
        LeadId lead = lead();
        connection("hs", "HUBSPOT", "{\"portalId\":\"62515\"}");
        told(lead, "hs", "50", NOON.plusSeconds(50));
        told(lead, "hs", "51", NOON.plusSeconds(51));
        told(lead, "hs", "51", NOON.plusSeconds(51));
        told(lead, "gone", "52", NOON.plusSeconds(60));

        assertThat(link(tenant, lead))
                .isEqualTo(
                        new CrmLink(
                                "HubSpot",
                                URI.create(
                                        "https://app.hubspot.com/contacts/62515/record/0-1/51")));
        assertThat(link(tenant, lead())).as("another lead").isNull();
        assertThat(link(database.newTenant(), lead)).as("another workspace").isNull();
    }

    @Test
    void whereTheConnectionDoesNotSayEnoughThereIsNone() {
        LeadId lead = lead();
        connection("hs", "HUBSPOT", "{}");
        told(lead, "hs", "50", NOON);

        assertThat(link(tenant, lead)).isNull();
    }
}
