package io.leaddispatcher.adapter.hubspot;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** HubSpot: contacts stand for leads, companies are the accounts. */
final class HubSpotCrm implements Crm {

    private final CrmRecords records;
    private final CrmActivities activities;
    private final CrmOwners owners;
    private final CrmAccounts accounts;
    private final CrmFields fields;

    HubSpotCrm(HubSpotApi api, InstantSource clock) {
        HubSpotCalls calls = new HubSpotCalls(api);
        this.records = new HubSpotRecords(calls);
        this.activities = new HubSpotActivities(calls);
        this.owners = new HubSpotOwners(calls, clock);
        this.accounts = new HubSpotAccounts(calls);
        this.fields = new HubSpotFields(calls);
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.HUBSPOT;
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
