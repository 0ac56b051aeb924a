package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** HubSpot: contacts stand for leads, companies are the accounts. */
final class HubSpotCrm {

    private HubSpotCrm() {}

    static Crm of(HubSpotApi api, InstantSource clock) {
        HubSpotCalls calls = new HubSpotCalls(api);
        return new Crm(
                ConnectionType.HUBSPOT,
                new HubSpotRecords(calls),
                new HubSpotActivities(calls),
                new HubSpotOwners(calls, clock),
                new HubSpotAccounts(calls),
                new HubSpotFields(calls));
    }
}
