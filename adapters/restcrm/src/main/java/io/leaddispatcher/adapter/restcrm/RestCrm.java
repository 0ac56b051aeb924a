package io.leaddispatcher.adapter.restcrm;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.connection.ConnectionType;
import java.time.InstantSource;

/** A CRM that serves our contract. */
final class RestCrm implements Crm {

    private final CrmRecords records;
    private final CrmActivities activities;
    private final CrmOwners owners;
    private final CrmAccounts accounts;
    private final CrmFields fields;

    RestCrm(RestCrmApi api, InstantSource clock) {
        this.records = new RestRecords(api);
        this.activities = new RestActivities(api);
        this.owners = new RestOwners(api, clock);
        this.accounts = new RestAccounts(api);
        this.fields = new RestFields(api);
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.CRM;
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
