package io.leaddispatcher.adapter.salesforce;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** Salesforce: leads and contacts stand for leads, accounts are the accounts. */
final class SalesforceCrm implements Crm {

    private final CrmRecords records;
    private final CrmActivities activities;
    private final CrmOwners owners;
    private final CrmAccounts accounts;
    private final CrmFields fields;

    SalesforceCrm(SalesforceApi api, InstantSource clock) {
        SalesforceCalls calls = new SalesforceCalls(api);
        this.records = new SalesforceRecords(calls);
        this.activities = new SalesforceActivities(calls);
        this.owners = new SalesforceOwners(calls, clock);
        this.accounts = new SalesforceAccounts(calls);
        this.fields = new SalesforceFields(calls);
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.SALESFORCE;
    }

    @Override
    public CrmRecords records() {
        return records;
    }

    @Override
    public CrmActivities activities() {
        return activities;
    }

    @Override
    public CrmOwners owners() {
        return owners;
    }

    @Override
    public CrmAccounts accounts() {
        return accounts;
    }

    @Override
    public CrmFields fields() {
        return fields;
    }
}
