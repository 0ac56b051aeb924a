package io.leaddispatcher.application.crm.port;

import io.leaddispatcher.domain.connection.ConnectionType;

/**
 * One kind of CRM, by what it is used for. Everything fails with {@link CrmRefusedException}, is
 * called outside units of work, keeps to the pace of the account by itself, and writes once:
 * whoever asks has an outbox or a cursor, and asks again by it. Ids are the CRM's own.
 */
public record Crm(
        ConnectionType type,
        CrmRecords records,
        CrmActivities activities,
        CrmOwners owners,
        CrmAccounts accounts,
        CrmFields fields) {}
