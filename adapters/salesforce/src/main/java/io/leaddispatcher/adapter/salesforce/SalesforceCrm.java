package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** Salesforce: leads and contacts stand for leads, accounts are the accounts. */
final class SalesforceCrm {

    private SalesforceCrm() {}

    static Crm of(SalesforceApi api, InstantSource clock) {
        SalesforceCalls calls = new SalesforceCalls(api);
        return new Crm(
                ConnectionType.SALESFORCE,
                new SalesforceRecords(calls),
                new SalesforceActivities(calls, new TaskStatuses(calls, clock)),
                new SalesforceOwners(calls, clock),
                new SalesforceAccounts(calls),
                new SalesforceFields(calls));
    }
}
