package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** A CRM that serves our contract. */
final class RestCrm {

    private RestCrm() {}

    static Crm of(RestCrmApi api, InstantSource clock) {
        return new Crm(
                ConnectionType.CRM,
                new RestRecords(api),
                new RestActivities(api),
                new RestOwners(api, clock),
                new RestAccounts(api),
                new RestFields(api));
    }
}
