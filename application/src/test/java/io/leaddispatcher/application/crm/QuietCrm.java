package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmAccounts;
import io.leaddispatcher.application.crm.port.CrmActivities;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmOwners;
import io.leaddispatcher.application.crm.port.CrmRecords;
import io.leaddispatcher.domain.connection.ConnectionType;

/** A HubSpot that can do nothing but what a test gives it. */
public abstract class QuietCrm implements Crm {

    @Override
    public ConnectionType type() {
        return ConnectionType.HUBSPOT;
    }

    @Override
    public CrmRecords records() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CrmActivities activities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CrmOwners owners() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CrmAccounts accounts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CrmFields fields() {
        throw new UnsupportedOperationException();
    }
}
